package io.tiergate.schema;

import java.util.Collections;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables of Tiergate to the version of this library, in a history of its own ({@value #HISTORY_TABLE}) beside
 * that of the host; or looks whether somebody else has done so. Safe for use by several threads and nodes.
 */
public final class SchemaMigration {

    /** Where Flyway notes what it ran for Tiergate. */
    public static final String HISTORY_TABLE = "tiergate_schema_history";

    private final DataSource dataSource;
    private final @Nullable String schema;

    /** In the schema that the connections are in by themselves. */
    public SchemaMigration(DataSource dataSource) {
        this(dataSource, null);
    }

    /**
     * @param dataSource who may create tables, if {@link #migrate()} is called
     * @param schema where the tables and their history are (on MariaDB: in which database), exactly as the catalogue spells
     *     it; null for the schema that the connections are in by themselves
     */
    public SchemaMigration(DataSource dataSource, @Nullable String schema) {
        this.dataSource = dataSource;
        this.schema = schema;
    }

    /** The version that this library needs the tables to be at; a newer one will do. */
    public static int latestVersion() {
        return Script.latestVersion();
    }

    /**
     * Runs what is missing, with Flyway, and creates the schema if it is missing. Several nodes may do so at once, and a run
     * that was interrupted is completed by the next one. Takes up to three connections at a time.
     *
     * @return how many migrations ran
     * @throws SchemaException if Flyway is missing, a right is missing, somebody else made the tables, or a migration fails
     */
    public int migrate() {
        FlywayModules.requireCore();
        return OwnHistory.migrate(dataSource, schema, null);
    }

    /**
     * Looks whether all versions of this library are there, whoever made the tables. One statement, without Flyway.
     *
     * @throws SchemaException if the tables are missing, older than this library, or not to be read by this data source
     */
    public void validate() {
        RecordedVersions.requireAll(dataSource, schema);
    }

    /**
     * The highest version that the tables are at, whoever made them; null if there are none. One statement, without Flyway.
     *
     * @throws SchemaException if it cannot be read by this data source
     */
    public @Nullable Integer currentVersion() {
        Set<Integer> versions = RecordedVersions.find(dataSource, Place.of(dataSource, schema));
        return versions == null || versions.isEmpty() ? null : Collections.max(versions);
    }
}
