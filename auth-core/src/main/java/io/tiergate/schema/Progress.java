package io.tiergate.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far our migrations have come.
 *
 * @param recorded the versions that the scripts have recorded
 * @param history what Flyway has noted of them, null if nothing
 */
record Progress(Set<Integer> recorded, @Nullable List<Entry> history) {

    /** @param rank their order */
    record Entry(int rank, @Nullable String version, boolean success) {

        boolean isOf(Script script) {
            return String.valueOf(script.version()).equals(version);
        }
    }

    /** @throws SchemaException if another tool has made the tables */
    static Progress read(Connection connection, Place place) throws SQLException {
        Set<Integer> recorded = RecordedVersions.read(connection, place);
        // Not before the versions: whoever runs our history makes it first.
        Progress progress = new Progress(recorded == null ? Set.of() : recorded, history(connection, place));
        if (progress.history == null && !progress.recorded.isEmpty()) {
            throw Diagnosis.madeElsewhere(place);
        }
        return progress;
    }

    private static @Nullable List<Entry> history(Connection connection, Place place) throws SQLException {
        String columns = place.vendor().quote("installed_rank") + ", "
                + place.vendor().quote("version") + ", " + place.vendor().quote("success");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM " + table(place))) {
            List<Entry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(new Entry(rows.getInt(1), rows.getString(2), rows.getBoolean(3)));
            }
            return entries;
        } catch (SQLException failure) {
            if (SqlFailures.isMissingTable(place.vendor(), failure)) {
                return null;
            }
            throw failure;
        }
    }

    boolean isComplete() {
        return Script.ALL.stream().allMatch(this::isDone);
    }

    private boolean isDone(Script script) {
        return recorded.contains(script.version())
                && history != null
                && history.stream().anyMatch(entry -> entry.success() && entry.isOf(script));
    }

    /**
     * Takes out of the history what did not come to its end, and what followed it: the scripts can be run again. Flyway does
     * not do so by itself, its own repair would also accept scripts that were changed, and where tables cannot be made in a
     * transaction it may note a success before the last rows are committed.
     */
    void removeUnfinished(Connection connection, Place place) throws SQLException {
        Optional<Entry> first = history == null
                ? Optional.empty()
                : history.stream().filter(this::isUnfinished).min(Comparator.comparingInt(Entry::rank));
        if (first.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM " + table(place) + " WHERE "
                        + place.vendor().quote("installed_rank") + " >= "
                        + first.get().rank());
            }
        }
    }

    private boolean isUnfinished(Entry entry) {
        return !entry.success()
                || Script.ALL.stream().anyMatch(script -> entry.isOf(script) && !recorded.contains(script.version()));
    }

    private static String table(Place place) {
        return place.quotedTable(SchemaMigration.HISTORY_TABLE);
    }
}
