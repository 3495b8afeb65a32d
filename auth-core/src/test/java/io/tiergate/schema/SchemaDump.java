package io.tiergate.schema;

import io.tiergate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** All that the database knows of Tiergate's tables, and all rows; not Flyway's own table. */
final class SchemaDump {

    private static final List<String> COMMON = List.of(
            "SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default,"
                    + " character_maximum_length, collation_name FROM information_schema.columns WHERE table_schema = ?",
            "SELECT table_name, constraint_name, constraint_type FROM information_schema.table_constraints"
                    + " WHERE constraint_schema = ? AND constraint_name NOT LIKE '%\\_not\\_null' ESCAPE '\\'",
            "SELECT table_name, constraint_name, column_name, ordinal_position FROM information_schema.key_column_usage"
                    + " WHERE constraint_schema = ?",
            "SELECT constraint_name, check_clause FROM information_schema.check_constraints WHERE constraint_schema = ?"
                    + " AND constraint_name NOT LIKE '%\\_not\\_null' ESCAPE '\\'",
            "SELECT trigger_name, event_object_table FROM information_schema.triggers WHERE trigger_schema = ?",
            "SELECT routine_name FROM information_schema.routines WHERE routine_schema = ?");

    private final TestDatabase database;
    private final JdbcTemplate jdbc;
    private final String schema;

    private SchemaDump(TestDatabase database, DataSource dataSource, String schema) {
        this.database = database;
        this.jdbc = new JdbcTemplate(dataSource);
        this.schema = schema;
    }

    static Map<String, List<String>> of(TestDatabase database, DataSource dataSource, String schema) {
        return new SchemaDump(database, dataSource, schema).dump();
    }

    private Map<String, List<String>> dump() {
        Map<String, List<String>> dump = new LinkedHashMap<>();
        List<String> queries = new ArrayList<>(COMMON);
        queries.add(indexes());
        queries.add(sequence());
        for (String query : queries) {
            dump.put(query.replace(schema, "<schema>"), rows(escaped(query), schema));
        }
        List<String> tables = jdbc.queryForList(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND table_type IN ('TABLE', 'BASE TABLE')"
                        + " AND lower(table_name) LIKE 'tiergate%' AND table_name <> ?",
                String.class, schema, SchemaMigration.HISTORY_TABLE);
        for (String table : tables) {
            dump.put(table, rows("SELECT * FROM " + quoted(schema) + "." + quoted(table)));
        }
        return dump;
    }

    private String escaped(String query) {
        return database == TestDatabase.MARIADB ? query.replace("ESCAPE '\\'", "") : query;
    }

    private List<String> rows(String query, Object... parameters) {
        return jdbc
                .query(
                        query,
                        (row, number) -> {
                            StringBuilder line = new StringBuilder();
                            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                line.append(row.getString(i)).append(" | ");
                            }
                            // H2 numbers the indexes that it makes for constraints as they come.
                            return line.toString()
                                    .replace(schema, "<schema>")
                                    .replaceAll("(PRIMARY_KEY|_INDEX)_[0-9A-F]+", "$1");
                        },
                        parameters)
                .stream()
                .filter(line -> !line.contains(SchemaMigration.HISTORY_TABLE))
                .sorted()
                .toList();
    }

    private String indexes() {
        return switch (database) {
            case H2 ->
                "SELECT table_name, index_name, column_name, ordinal_position, is_unique FROM information_schema.index_columns"
                        + " WHERE index_schema = ?";
            case POSTGRESQL -> "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = ?";
            case MARIADB ->
                "SELECT table_name, index_name, column_name, seq_in_index, non_unique FROM information_schema.statistics"
                        + " WHERE table_schema = ?";
        };
    }

    /** Not the next key itself: H2 skips one where the session that made the sequence ends before it has committed. */
    private String sequence() {
        return switch (database) {
            case H2 ->
                "SELECT start_value, increment, base_value FROM information_schema.sequences WHERE sequence_schema = ?";
            case POSTGRESQL -> "SELECT start_value, increment_by, last_value FROM pg_sequences WHERE schemaname = ?";
            case MARIADB ->
                "SELECT start_value, increment, next_not_cached_value FROM " + quoted(schema)
                        + ".tiergate_sequence WHERE ? IS NOT NULL";
        };
    }

    private String quoted(String name) {
        return Vendor.valueOf(database.name()).quote(name);
    }
}
