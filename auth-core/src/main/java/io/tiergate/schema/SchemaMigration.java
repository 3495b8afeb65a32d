package io.tiergate.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the tables of Tiergate to the version of this library, in a history of its own ({@value #HISTORY_TABLE}) beside
 * that of the host.
 */
public final class SchemaMigration {

    /** Where Flyway notes what it ran for Tiergate. */
    public static final String HISTORY_TABLE = "tiergate_schema_history";

    private final DataSource dataSource;

    public SchemaMigration(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Runs what is missing. Several nodes may do so at once.
     *
     * @return how many migrations ran
     * @throws org.flywaydb.core.api.FlywayException if one fails, or the history does not fit this library
     */
    public int migrate() {
        Vendor vendor = Vendor.of(dataSource);
        return Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:io/tiergate/schema/" + vendor.id())
                .table(HISTORY_TABLE)
                // The host's tables are there already; our first version is 1, so the baseline must be below it.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
