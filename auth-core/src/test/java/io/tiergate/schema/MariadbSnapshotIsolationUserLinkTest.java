package io.tiergate.schema;

import com.zaxxer.hikari.HikariConfig;
import io.tiergate.testing.TestDatabase;

/** As MariaDB is from 11.6 on unless told otherwise. */
class MariadbSnapshotIsolationUserLinkTest extends UserLinkFixture implements UserLinkConcurrency {

    MariadbSnapshotIsolationUserLinkTest() {
        super(TestDatabase.MARIADB);
    }

    @Override
    void configure(HikariConfig pool) {
        pool.setConnectionInitSql("SET SESSION innodb_snapshot_isolation = ON");
    }

    @Override
    public boolean snapshotsRefuse() {
        return true;
    }
}
