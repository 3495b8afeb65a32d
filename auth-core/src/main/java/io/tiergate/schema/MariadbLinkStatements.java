package io.tiergate.schema;

import java.util.List;

/** Two triggers with all that they do inside. They run with the rights of who makes them. */
final class MariadbLinkStatements extends LinkStatements {

    private static final Dialect DIALECT = Dialect.MARIADB;

    MariadbLinkStatements() {
        super(DIALECT);
    }

    @Override
    List<String> createTriggers(HostUsers users, String linkName) {
        String changed = differs(users.keyColumn());
        if (users.tenantColumn() != null) {
            changed = changed + " OR " + differs(users.tenantColumn());
        }
        return List.of(
                trigger(users, deleting(linkName), "DELETE") + removal(users, deletedReason(users)) + "\nEND",
                trigger(users, updating(linkName), "UPDATE") + "\nIF " + changed + " THEN"
                        + removal(users, changedReason(users)) + "\nEND IF;\nEND");
    }

    @Override
    List<String> dropTriggers(HostUsers users, String linkName) {
        return List.of(
                "DROP TRIGGER IF EXISTS " + hosts(users, deleting(linkName)),
                "DROP TRIGGER IF EXISTS " + hosts(users, updating(linkName)));
    }

    private String trigger(HostUsers users, String name, String event) {
        // A trigger keeps the SQL mode that it is made in, and some modes change what texts are.
        return "SET STATEMENT sql_mode = 'STRICT_TRANS_TABLES' FOR CREATE OR REPLACE TRIGGER " + hosts(users, name)
                + " AFTER " + event + " ON "
                + hosts(users, users.table())
                + " FOR EACH ROW\nBEGIN\nDECLARE v_change_set bigint;\nDECLARE v_position integer;";
    }

    private static String removal(HostUsers users, String reason) {
        if (users.schema() != null && users.tiergateSchema() == null) {
            throw new IllegalStateException(
                    "A trigger of MariaDB's looks for Tiergate's tables in the schema of its own" + " table, '"
                            + users.schema() + "'. Name theirs with tiergateSchema(\"…\"), also if it is that one.");
        }
        SubjectRemoval removal = new SubjectRemoval(DIALECT, users.tiergateSchema(), users.subjectType());
        String tenant = users.tenantColumn() != null
                ? old(users.tenantColumn())
                : users.tenantKey() != null ? DIALECT.text(users.tenantKey()) : null;
        String subject = "v_subject.id";
        return "\nFOR v_tree IN (SELECT " + removal.shareTrees(old(users.keyColumn()), tenant)
                + ") DO\nSET v_position = 0;\nEND FOR;\nFOR v_subject IN ("
                + removal.lockSubjects(old(users.keyColumn()), tenant) + ") DO"
                + "\nSET v_change_set = " + removal.nextKey() + ";\n"
                + removal.insertChangeSet(
                        "v_change_set",
                        "v_subject.tenant_id",
                        "v_subject.tenant_key",
                        "timestampdiff(MICROSECOND, '1970-01-01', utc_timestamp(6))",
                        DIALECT.text(reason))
                + ";\nSET v_position = 0;\nFOR v_row IN (" + removal.removedInOrder(subject) + ") DO\n"
                + removal.insertChange("v_change_set", "v_position", "v_row", subject)
                + ";\nSET v_position = v_position + 1;\nEND FOR"
                + ";\n" + removal.disown(subject)
                + ";\n" + removal.deleteGrants(subject)
                + ";\n" + removal.deleteMemberships(subject)
                + ";\n" + removal.deleteSubject(subject)
                + ";\nEND FOR;";
    }

    private static String differs(String column) {
        return "NOT (" + old(column) + " <=> " + text("NEW", column) + ")";
    }

    private static String old(String column) {
        return text("OLD", column);
    }

    /** Compared byte by byte, whatever the collation of the host's column. */
    private static String text(String row, String column) {
        return "CONVERT(" + row + "." + DIALECT.name(column) + " USING utf8mb4) COLLATE utf8mb4_nopad_bin";
    }

    private static String deleting(String linkName) {
        return linkName + "_d";
    }

    private static String updating(String linkName) {
        return linkName + "_u";
    }
}
