package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class MariadbTreeConcurrencyTest extends TreeConcurrencyContract {

    MariadbTreeConcurrencyTest() {
        super(TestDatabase.MARIADB);
    }

    @Override
    LaterWriter laterWriter() {
        return LaterWriter.COMES_SECOND;
    }

    @Test
    void thoseWhoAddDoNotWaitForOneAnother() {
        addTwiceAtOnce();
    }
}
