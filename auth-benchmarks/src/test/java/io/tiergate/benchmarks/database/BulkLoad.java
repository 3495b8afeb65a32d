package io.tiergate.benchmarks.database;

import io.tiergate.testing.TestDatabase;
import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Adds many rows in the fastest way that the database has. */
final class BulkLoad {

    private static final int BATCH = 1_000;

    private final TestDatabase database;
    private final Connection connection;

    BulkLoad(TestDatabase database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /** The values must be numbers, truth values, nulls, and texts of letters, digits and dots. */
    void insert(String table, String columns, Stream<@Nullable Object[]> rows) throws SQLException {
        if (database == TestDatabase.POSTGRESQL) {
            copy(table, columns, rows);
        } else {
            batches(table, columns, rows.iterator());
        }
    }

    private void copy(String table, String columns, Stream<@Nullable Object[]> rows) throws SQLException {
        Iterator<String> lines = rows.map(BulkLoad::line).iterator();
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " (" + columns + ") FROM STDIN", new Lines(lines));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String line(@Nullable Object[] row) {
        return Arrays.stream(row)
                .map(value -> value == null ? "\\N" : value.toString())
                .collect(Collectors.joining("\t", "", "\n"));
    }

    private void batches(String table, String columns, Iterator<@Nullable Object[]> rows) throws SQLException {
        String places = columns.replaceAll("\\w+", "?");
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + table + " (" + columns + ") VALUES (" + places + ")")) {
            for (int count = 1; rows.hasNext(); count++) {
                @Nullable Object[] row = rows.next();
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
                if (count % BATCH == 0 || !rows.hasNext()) {
                    insert.executeBatch();
                }
            }
        }
    }

    /** Lines that are made as they are read. */
    private static final class Lines extends Reader {

        private final Iterator<String> lines;
        private String current = "";
        private int position;

        private Lines(Iterator<String> lines) {
            this.lines = lines;
        }

        @Override
        public int read(char[] target, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, target.length);
            while (position == current.length()) {
                if (!lines.hasNext()) {
                    return -1;
                }
                current = lines.next();
                position = 0;
            }
            int count = Math.min(length, current.length() - position);
            current.getChars(position, position + count, target, offset);
            position += count;
            return count;
        }

        @Override
        public void close() {}
    }
}
