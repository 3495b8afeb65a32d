package io.tiergate.store.jpa;

import io.tiergate.testing.TestDatabase;
import org.junit.jupiter.api.Test;

class PostgresqlTreeConcurrencyTest extends TreeConcurrencyContract {

    PostgresqlTreeConcurrencyTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Test
    void thoseWhoAddDoNotWaitForOneAnother() {
        addTwiceAtOnce();
    }

    @Test
    void aMoveAndRowsOfTheHostThatReferToWhatIsMovedDoNotWaitForOneAnother() {
        moveBesideNewRowsOfTheHost();
    }
}
