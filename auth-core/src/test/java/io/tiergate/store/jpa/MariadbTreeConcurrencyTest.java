package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class MariadbTreeConcurrencyTest extends TreeConcurrencyContract {

    MariadbTreeConcurrencyTest() {
        super(TestDatabase.MARIADB);
    }

    @Test
    void thoseWhoAddDoNotWaitForOneAnother() {
        addTwiceAtOnce();
    }
}
