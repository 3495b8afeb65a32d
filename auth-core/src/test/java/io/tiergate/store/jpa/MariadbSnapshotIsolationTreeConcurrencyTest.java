package io.tiergate.store.jpa;

import com.zaxxer.hikari.HikariConfig;
import io.tiergate.testing.TestDatabase;
import org.junit.jupiter.api.Test;

/** As MariaDB is from 11.6 on unless told otherwise. */
class MariadbSnapshotIsolationTreeConcurrencyTest extends TreeConcurrencyContract {

    MariadbSnapshotIsolationTreeConcurrencyTest() {
        super(TestDatabase.MARIADB);
    }

    @Override
    void configure(HikariConfig pool) {
        pool.setConnectionInitSql("SET SESSION innodb_snapshot_isolation = ON");
    }

    @Test
    void thoseWhoAddDoNotWaitForOneAnother() {
        addTwiceAtOnce();
    }
}
