package io.tiergate.store.jpa;

import io.tiergate.store.StillReferredToException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Says which of the host's tables keeps resources from being removed, since its rows refer to them. */
final class ReferringTables {

    private final JdbcTemplate jdbc;
    private final SchemaName schema;

    ReferringTables(DataSource dataSource, SchemaName schema) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.schema = schema;
    }

    /**
     * Runs a removal.
     *
     * @param removed selects the keys of what it removes
     * @throws StillReferredToException if rows of a table that is not ours refer to one of them
     */
    void guard(Runnable removal, String removed, Object... values) {
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            // What fails would spoil a transaction of PostgreSQL's for the questions that follow.
            Savepoint before = connection.setSavepoint();
            try {
                removal.run();
                connection.releaseSavepoint(before);
                return true;
            } catch (DataIntegrityViolationException violation) {
                connection.rollback(before);
                String table = tableReferringTo(connection, schema.in(removed), values);
                throw table == null ? violation : new StillReferredToException(table, violation);
            }
        });
    }

    private @Nullable String tableReferringTo(Connection connection, String removed, Object... values)
            throws SQLException {
        for (Reference reference : references(connection)) {
            String refers =
                    "select 1 from " + reference.from(connection.getMetaData().getIdentifierQuoteString()) + " in ("
                            + removed + ") limit 1";
            if (!jdbc.queryForList(refers, values).isEmpty()) {
                return reference.table();
            }
        }
        return null;
    }

    private List<Reference> references(Connection connection) throws SQLException {
        DatabaseMetaData catalogue = connection.getMetaData();
        boolean upper = catalogue.storesUpperCaseIdentifiers();
        String table = upper ? "TIERGATE_RESOURCE" : "tiergate_resource";
        List<Reference> found = new ArrayList<>();
        try (ResultSet keys = schema.isDatabase()
                ? catalogue.getExportedKeys(schema.of(connection), null, table)
                : catalogue.getExportedKeys(null, schema.of(connection), table)) {
            while (keys.next()) {
                String place = Objects.requireNonNull(
                        keys.getString(schema.isDatabase() ? "FKTABLE_CAT" : "FKTABLE_SCHEM"), "schema");
                String from = Objects.requireNonNull(keys.getString("FKTABLE_NAME"), "table");
                if (!from.toLowerCase(Locale.ROOT).startsWith("tiergate_")) {
                    found.add(new Reference(place, from, Objects.requireNonNull(keys.getString("FKCOLUMN_NAME"))));
                }
            }
        }
        return found;
    }

    /** A column of a table that is not ours, spelled as in the catalogue. */
    private record Reference(String schema, String table, String column) {

        String from(String quote) {
            return quoted(schema, quote) + "." + quoted(table, quote) + " where " + quoted(column, quote);
        }

        private static String quoted(String name, String quote) {
            return quote + name.replace(quote, quote + quote) + quote;
        }
    }
}
