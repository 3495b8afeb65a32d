package io.tiergate.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/** A Java migration in a history of the host's. */
final class HostMigration implements JavaMigration {

    private final int version;
    private final Work work;

    HostMigration(int version, Work work) {
        this.version = version;
        this.work = work;
    }

    /** What a migration does. */
    @FunctionalInterface
    interface Work {

        void on(Connection connection) throws SQLException;

        static Work sql(String... statements) {
            return connection -> {
                try (Statement statement = connection.createStatement()) {
                    for (String sql : statements) {
                        statement.execute(sql);
                    }
                }
            };
        }
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion(Integer.toString(version));
    }

    @Override
    public String getDescription() {
        return "step " + version;
    }

    @Override
    public Integer getChecksum() {
        return version;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws Exception {
        work.on(context.getConnection());
    }
}
