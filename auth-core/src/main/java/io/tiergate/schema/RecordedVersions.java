package io.tiergate.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the scripts have recorded of themselves, whoever ran them. Needs no Flyway. */
final class RecordedVersions {

    private static final String TABLE = "tiergate_schema";

    private RecordedVersions() {}

    /**
     * @param schema null for the connection's own
     * @throws SchemaException unless all versions of this library are recorded, and can be read
     */
    static void requireAll(DataSource dataSource, @Nullable String schema) {
        Place place = Place.of(dataSource, schema);
        Set<Integer> versions = find(dataSource, place);
        if (versions == null) {
            throw Diagnosis.absent(place);
        }
        if (!hasAll(versions)) {
            throw Diagnosis.outdated(place, versions);
        }
    }

    /**
     * Null if there is no such table.
     *
     * @throws SchemaException if they cannot be read
     */
    static @Nullable Set<Integer> find(DataSource dataSource, Place place) {
        try {
            return Connections.with(dataSource, connection -> read(connection, place));
        } catch (SQLException failure) {
            throw SqlFailures.isMissingRight(place.vendor(), failure)
                    ? Diagnosis.mayNotUse(place, failure)
                    : Diagnosis.unreachable(failure);
        }
    }

    /** Null if there is no such table. */
    static @Nullable Set<Integer> read(Connection connection, Place place) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT version FROM " + place.table(TABLE))) {
            Set<Integer> versions = new TreeSet<>();
            while (rows.next()) {
                versions.add(rows.getInt(1));
            }
            return versions;
        } catch (SQLException failure) {
            if (SqlFailures.isMissingTable(place.vendor(), failure)) {
                return null;
            }
            throw failure;
        }
    }

    static boolean hasAll(Set<Integer> versions) {
        return Script.ALL.stream().map(Script::version).allMatch(versions::contains);
    }
}
