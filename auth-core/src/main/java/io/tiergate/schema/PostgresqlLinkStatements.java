package io.tiergate.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two triggers and their function, which runs with the rights of who makes it, on a search path that nobody else can put
 * something into.
 */
final class PostgresqlLinkStatements extends LinkStatements {

    private static final Dialect DIALECT = Dialect.POSTGRESQL;

    PostgresqlLinkStatements() {
        super(DIALECT);
    }

    @Override
    List<String> createTriggers(HostUsers users, String linkName) {
        String function = hosts(users, linkName) + "()";
        List<String> statements = new ArrayList<>();
        statements.add(function(users, function));
        // Else anybody could put it on a table of his own, and delete whom he likes.
        statements.add("REVOKE ALL ON FUNCTION " + function + " FROM PUBLIC");
        statements.add(trigger(users, linkName + "_d", "DELETE", null) + function);
        String changed = differs(users.keyColumn());
        if (users.tenantColumn() != null) {
            changed = changed + " OR " + differs(users.tenantColumn());
        }
        statements.add(trigger(users, linkName + "_u", "UPDATE", changed) + function);
        return statements;
    }

    /** With their function, wherever the table is by now. */
    @Override
    List<String> dropTriggers(HostUsers users, String linkName) {
        return List.of("DROP FUNCTION IF EXISTS " + hosts(users, linkName) + "() CASCADE");
    }

    private String trigger(HostUsers users, String name, String event, @Nullable String condition) {
        return "CREATE OR REPLACE TRIGGER " + DIALECT.name(name) + " AFTER " + event + " ON "
                + hosts(users, users.table()) + " FOR EACH ROW "
                + (condition == null ? "" : "WHEN (" + condition + ") ") + "EXECUTE FUNCTION ";
    }

    private static String function(HostUsers users, String name) {
        if (users.tiergateSchema() == null) {
            throw new IllegalStateException("A trigger of PostgreSQL's must name the schema of Tiergate's tables."
                    + " Give it with tiergateSchema(\"…\"), or use create(Connection), which finds it.");
        }
        SubjectRemoval removal = new SubjectRemoval(DIALECT, users.tiergateSchema(), users.subjectType());
        String tenant = users.tenantColumn() != null
                ? old(users.tenantColumn())
                : users.tenantKey() != null ? DIALECT.text(users.tenantKey()) : null;
        String reason = "CASE TG_OP WHEN 'DELETE' THEN " + DIALECT.text(deletedReason(users)) + " ELSE "
                + DIALECT.text(changedReason(users)) + " END";
        String subject = "v_subject.id";
        String body = "\nDECLARE\nv_subject record;\nv_change_set bigint;\nBEGIN\nPERFORM "
                + removal.shareTrees(old(users.keyColumn()), tenant) + ";\nFOR v_subject IN "
                + removal.lockSubjects(old(users.keyColumn()), tenant) + " LOOP"
                + "\nv_change_set := " + removal.nextKey() + ";\n"
                + removal.insertChangeSet(
                        "v_change_set",
                        "v_subject.tenant_id",
                        "v_subject.tenant_key",
                        "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint",
                        reason)
                + ";\nPERFORM " + String.join(";\nPERFORM ", removal.locksOfHeld(subject))
                + ";\n" + removal.insertChanges("v_change_set", subject)
                + ";\n" + removal.disown(subject)
                + ";\n" + removal.deleteGrants(subject)
                + ";\n" + removal.deleteMemberships(subject)
                + ";\n" + deleteSubject(removal.deleteSubject(subject))
                + "\nEND LOOP;\nRETURN NULL;\nEND;\n";
        String quote = "$tiergate$";
        for (int i = 1; body.contains(quote); i++) {
            quote = "$tiergate" + i + "$";
        }
        return "CREATE OR REPLACE FUNCTION " + name + " RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
                // Plans are kept: one that reads a whole table while it is small would make a deletion of many slow.
                + " SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS " + quote + body + quote;
    }

    /**
     * On a snapshot, what the subject was given since the snapshot was taken cannot be seen, and only the foreign key
     * tells: to whoever repeats failed transactions it must look like any other conflict.
     */
    private static String deleteSubject(String statement) {
        return "IF current_setting('transaction_isolation') = 'read committed' THEN\n" + statement + ";\nELSE\nBEGIN\n"
                + statement + ";\nEXCEPTION WHEN foreign_key_violation THEN\n"
                + "RAISE EXCEPTION 'could not serialize access: the subject was given something meanwhile'"
                + " USING ERRCODE = 'serialization_failure', DETAIL = SQLERRM;\nEND;\nEND IF;";
    }

    private static String differs(String column) {
        return old(column) + " IS DISTINCT FROM " + text("NEW", column);
    }

    private static String old(String column) {
        return text("OLD", column);
    }

    /** Compared byte by byte, whatever the collation of the host's column. */
    private static String text(String row, String column) {
        return row + "." + DIALECT.name(column) + "::text COLLATE \"C\"";
    }
}
