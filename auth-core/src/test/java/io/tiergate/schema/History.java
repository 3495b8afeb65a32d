package io.tiergate.schema;

import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** What Flyway has noted of our migrations: the version, and whether it succeeded. */
final class History {

    /** One entry for each script. */
    static final List<String> COMPLETE =
            Script.ALL.stream().map(script -> script.version() + " true").toList();

    private History() {}

    static List<String> of(DataSource dataSource, @Nullable String schema) {
        return new JdbcTemplate(dataSource)
                        .query(
                                "SELECT * FROM "
                                        + Place.of(dataSource, schema).quotedTable(SchemaMigration.HISTORY_TABLE),
                                (row, number) -> row.getString("version") + " " + row.getBoolean("success"))
                        .stream()
                        // Notes of Flyway's own: the schema, the table, the baseline.
                        .filter(entry -> !entry.startsWith("null ") && !entry.startsWith("0 "))
                        .toList();
    }
}
