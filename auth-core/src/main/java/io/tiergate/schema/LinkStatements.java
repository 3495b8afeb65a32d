package io.tiergate.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The statements that make and undo a user link. Each may run again after a run that was interrupted: the triggers come
 * first and go first, and are made only if they are not there, or in the place of what is there.
 */
abstract class LinkStatements {

    private final Dialect dialect;

    LinkStatements(Dialect dialect) {
        this.dialect = dialect;
    }

    static LinkStatements of(Vendor vendor) {
        return switch (vendor) {
            case H2 -> new H2LinkStatements();
            case POSTGRESQL -> new PostgresqlLinkStatements();
            case MARIADB -> new MariadbLinkStatements();
        };
    }

    abstract List<String> createTriggers(HostUsers users, String linkName);

    abstract List<String> dropTriggers(HostUsers users, String linkName);

    final List<String> create(HostUsers users, String linkName) {
        List<String> statements = new ArrayList<>(createTriggers(users, linkName));
        statements.add(deleteRow(users, linkName));
        statements.add(insertRow(users, linkName));
        return statements;
    }

    final List<String> drop(HostUsers users, String linkName) {
        List<String> statements = new ArrayList<>(dropTriggers(users, linkName));
        statements.add(deleteRow(users, linkName));
        return statements;
    }

    /** The name in the schema of the host's table. */
    final String hosts(HostUsers users, String name) {
        return (users.schema() == null ? "" : dialect.name(users.schema()) + ".") + dialect.name(name);
    }

    static String deletedReason(HostUsers users) {
        return "deleted from " + users.table();
    }

    static String changedReason(HostUsers users) {
        return users.keyColumn() + " changed in " + users.table();
    }

    private String insertRow(HostUsers users, String linkName) {
        return "INSERT INTO " + links(users) + " (table_schema, link_name, table_name, key_column, subject_type,"
                + " tenant_key, tenant_column) VALUES (" + schemaOf(users) + ", " + dialect.text(linkName) + ", "
                + dialect.text(users.table()) + ", " + dialect.text(users.keyColumn()) + ", "
                + dialect.text(users.subjectType()) + ", " + textOrNull(users.tenantKey()) + ", "
                + textOrNull(users.tenantColumn()) + ")";
    }

    private String deleteRow(HostUsers users, String linkName) {
        return "DELETE FROM " + links(users) + " WHERE table_schema = " + schemaOf(users) + " AND link_name = "
                + dialect.text(linkName);
    }

    private String links(HostUsers users) {
        return (users.tiergateSchema() == null ? "" : dialect.name(users.tiergateSchema()) + ".")
                + "tiergate_user_link";
    }

    private String schemaOf(HostUsers users) {
        return users.schema() == null ? dialect.currentSchema() : dialect.text(users.schema());
    }

    private String textOrNull(@Nullable String value) {
        return value == null ? "NULL" : dialect.text(value);
    }
}
