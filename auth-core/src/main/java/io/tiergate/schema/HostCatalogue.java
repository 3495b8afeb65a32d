package io.tiergate.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Finds what a host names in the catalogue of its database, or says clearly that it is not there. The catalogue is named in
 * capitals, since H2 does not find it otherwise where it is told not to fold names.
 */
final class HostCatalogue {

    /** The types, as {@code information_schema} names them, whose text every program sees alike. */
    private static final Set<String> KEY_TYPES = Set.of(
            "tinyint",
            "smallint",
            "mediumint",
            "int",
            "integer",
            "bigint",
            "uuid",
            "char",
            "character",
            "varchar",
            "character varying",
            "varchar_ignorecase",
            "citext",
            "tinytext",
            "text",
            "mediumtext",
            "longtext");

    private static final Set<String> TABLE_TYPES = Set.of("BASE TABLE", "SYSTEM VERSIONED");

    private final JdbcTemplate jdbc;
    private final Vendor vendor;
    private final UnaryOperator<String> folding;

    HostCatalogue(JdbcTemplate jdbc, Vendor vendor) {
        this.jdbc = jdbc;
        this.vendor = vendor;
        this.folding = folding(jdbc);
    }

    /** The schema of that name, or without one the current one. */
    String schema(@Nullable String given) {
        if (given == null) {
            String current = jdbc.execute((ConnectionCallback<@Nullable String>) HostCatalogue::currentSchema);
            if (current == null) {
                throw new IllegalStateException("The connection has no current schema. Name the schema of the table"
                        + " with inSchema(\"…\"), and that of Tiergate's tables with tiergateSchema(\"…\").");
            }
            return current;
        }
        List<String> all = names("SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA");
        String found = match("schemas", given, all);
        if (found == null) {
            throw new IllegalArgumentException("There is no schema '" + given + "', or this user may not see it."
                    + " Check its spelling, and give it without quotes.");
        }
        return found;
    }

    /** The table of that name. */
    String table(String schema, String given) {
        Map<String, String> types = new TreeMap<>();
        jdbc.query(
                "SELECT TABLE_NAME, TABLE_TYPE FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ?",
                row -> {
                    types.put(row.getString(1), row.getString(2));
                },
                schema);
        String found = match("tables", given, types.keySet());
        if (found == null) {
            throw new IllegalArgumentException("There is no table '" + given + "' in schema '" + schema
                    + "', or this user may not see it. Check its spelling, give it without quotes, and its schema, if it is"
                    + " another one, with inSchema(\"…\").");
        }
        String type = Objects.requireNonNull(types.get(found), "type");
        if (!TABLE_TYPES.contains(type)) {
            throw new IllegalArgumentException(
                    "'" + found + "' in schema '" + schema + "' is not a table but of the type " + type
                            + ", which has no rows of its own. Name the table that its rows are deleted from.");
        }
        return found;
    }

    /** The column of that name, if its type can be an id. */
    String column(String schema, String table, String given) {
        Map<String, String> types = new TreeMap<>();
        jdbc.query(
                "SELECT COLUMN_NAME, " + type()
                        + " FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                row -> {
                    types.put(row.getString(1), row.getString(2));
                },
                schema,
                table);
        String found = match("columns", given, types.keySet());
        if (found == null) {
            throw new IllegalArgumentException("There is no column '" + given + "' in table '" + table + "' of schema '"
                    + schema + "'. Check its spelling, and give it without quotes. There are: "
                    + String.join(", ", types.keySet()));
        }
        String type = Objects.requireNonNull(types.get(found), "type").toLowerCase(Locale.ROOT);
        if (!KEY_TYPES.contains(type)) {
            throw new IllegalArgumentException(
                    "The column '" + found + "' of table '" + table + "' has the type " + type
                            + ", whose text is not the same everywhere. Link by a column of an integer type, uuid, char, varchar or"
                            + " text.");
        }
        return found;
    }

    /** Whether the schema has a table or a view of exactly that name, its case aside. */
    boolean has(String schema, String table) {
        return names("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = ?", schema).stream()
                .anyMatch(table::equalsIgnoreCase);
    }

    /** Whether the schema has a trigger whose name begins so. */
    boolean hasTrigger(@Nullable String schema, String beginning) {
        return names("SELECT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS WHERE TRIGGER_SCHEMA = ?", schema).stream()
                .anyMatch(name -> name.startsWith(beginning));
    }

    /** The name itself, else as the database folds it, else the only one that differs in case; null if there is none. */
    @Nullable
    String match(String kind, String given, Collection<String> names) {
        for (BiPredicate<String, String> likeness : likenesses()) {
            List<String> alike =
                    names.stream().filter(name -> likeness.test(given, name)).toList();
            if (alike.size() > 1) {
                throw new IllegalArgumentException("There are several " + kind + " that '" + given + "' could mean: "
                        + String.join(", ", alike) + ". Give the name in its exact case.");
            }
            if (!alike.isEmpty()) {
                return alike.get(0);
            }
        }
        return null;
    }

    /** When a name that is given means one that is there, the strictest first. */
    List<BiPredicate<String, String>> likenesses() {
        return List.of(
                String::equals,
                (given, name) -> given.equals(name) || folding.apply(given).equals(name),
                String::equalsIgnoreCase);
    }

    private List<String> names(String query, @Nullable Object... values) {
        return jdbc.query(query, (row, number) -> row.getString(1), values);
    }

    private String type() {
        return switch (vendor) {
            case H2 -> "DATA_TYPE";
            // The types of extensions, such as citext.
            case POSTGRESQL -> "CASE DATA_TYPE WHEN 'USER-DEFINED' THEN UDT_NAME ELSE DATA_TYPE END";
            case MARIADB -> "CASE WHEN COLUMN_TYPE LIKE '%zerofill%' THEN COLUMN_TYPE ELSE DATA_TYPE END";
        };
    }

    private static @Nullable String currentSchema(Connection connection) throws SQLException {
        String schema = connection.getSchema();
        return schema == null ? connection.getCatalog() : schema;
    }

    private static UnaryOperator<String> folding(JdbcTemplate jdbc) {
        ConnectionCallback<UnaryOperator<String>> ask = connection -> {
            DatabaseMetaData metaData = connection.getMetaData();
            if (metaData.storesUpperCaseIdentifiers()) {
                return name -> name.toUpperCase(Locale.ROOT);
            }
            return metaData.storesLowerCaseIdentifiers() ? name -> name.toLowerCase(Locale.ROOT) : name -> name;
        };
        return Objects.requireNonNull(jdbc.execute(ask), "folding");
    }
}
