package io.tiergate.store.jpa;

import io.tiergate.schema.Vendor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the tables are: in a schema that has a name, or in the one that connections have by themselves. */
final class SchemaName {

    private static final Pattern OURS = Pattern.compile("\\btiergate_");

    private final Vendor vendor;
    private final String name;
    private final String qualifier;

    SchemaName(Vendor vendor, @Nullable String name) {
        this.vendor = vendor;
        this.name = name == null ? "" : name;
        String quote = vendor == Vendor.MARIADB ? "`" : "\"";
        this.qualifier = name == null ? "" : quote + name.replace(quote, quote + quote) + quote + ".";
    }

    /** A statement with the names of our tables in it, for that schema. */
    String in(String sql) {
        return qualifier.isEmpty()
                ? sql
                : OURS.matcher(sql).replaceAll(Matcher.quoteReplacement(qualifier + "tiergate_"));
    }

    /** In a statement, as its value; on MariaDB. */
    String asValue() {
        // In two parts where it would be taken for one of our tables.
        String escaped = name.replace("\\", "\\\\").replace("'", "''").replace("tiergate_", "tiergate' '_");
        return name.isEmpty() ? "database()" : "'" + escaped + "'";
    }

    /** As Hibernate takes it: quoted, so that it keeps its case; empty for none. */
    String forHibernate() {
        return name.isEmpty() ? "" : "`" + name + "`";
    }

    /** Whether the database calls it a database, or, as JDBC does, a catalogue. */
    boolean isDatabase() {
        return vendor == Vendor.MARIADB;
    }

    /** As the catalogue spells it, also where it is the one that the connection has by itself. */
    String of(Connection connection) throws SQLException {
        if (!name.isEmpty()) {
            return name;
        }
        return isDatabase() ? connection.getCatalog() : connection.getSchema();
    }
}
