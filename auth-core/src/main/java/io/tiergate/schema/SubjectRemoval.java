package io.tiergate.schema;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The statements that remove the subjects of one host user as the administration service would, with the same entries in
 * the log. Values that are known only when they run are given as SQL: a variable, a parameter.
 *
 * <p>On MariaDB each reading locks, since a plain one may show an older state than the one that is deleted from.
 */
final class SubjectRemoval {

    private static final String QUOTE = "'\"'";

    private static final String CHANGE_COLUMNS =
            " (change_set_id, ordinal, kind, operation, object_id, subject_id, group_id, resource_id, before_state,"
                    + " after_state)";

    private final Dialect dialect;
    private final String prefix;
    private final String type;

    /** @param tiergateSchema of our tables, or null for the current one */
    SubjectRemoval(Dialect dialect, @Nullable String tiergateSchema, String subjectType) {
        this.dialect = dialect;
        this.prefix = tiergateSchema == null ? "" : dialect.name(tiergateSchema) + ".";
        this.type = subjectType;
    }

    /**
     * Shares the trees of the tenants where subjects of that id own resources or hold something on one, before these are
     * locked: whoever moves or removes branches locks the trees first, too. On MariaDB those of all tenants with such
     * subjects, since only readings that lock could find out, and these lock what must come later.
     */
    String shareTrees(String subjectId, @Nullable String tenantKey) {
        String placed = dialect == Dialect.MARIADB
                ? ""
                : " AND (EXISTS (SELECT 1 FROM " + table("tiergate_resource")
                        + " r WHERE r.owner_subject_id = u.id) OR EXISTS (SELECT 1 FROM " + table("tiergate_grant")
                        + " g WHERE g.holder_subject_id = u.id AND g.resource_id IS NOT NULL))";
        return "e.version FROM " + table("tiergate_tree") + " e WHERE e.tenant_id IN (SELECT u.tenant_id FROM "
                + subjects(subjectId, tenantKey) + placed + dialect.writeLock() + ") ORDER BY e.tenant_id"
                + dialect.shareLock();
    }

    /**
     * Locks the subjects of that id: {@code id}, {@code tenant_id} and {@code tenant_key} of each. Whoever would give
     * them something meanwhile waits.
     *
     * @param tenantKey of the only tenant to look in, or null
     */
    String lockSubjects(String subjectId, @Nullable String tenantKey) {
        return "SELECT u.id, u.tenant_id, (SELECT t.tenant_key FROM " + table("tiergate_tenant")
                + " t WHERE t.id = u.tenant_id" + dialect.readLock() + ") AS tenant_key FROM "
                + subjects(subjectId, tenantKey) + " ORDER BY u.id FOR UPDATE";
    }

    private String subjects(String subjectId, @Nullable String tenantKey) {
        return table("tiergate_subject") + " u" + dialect.by("tiergate_subject_ids")
                + " WHERE u.subject_type = " + dialect.text(type) + " AND u.subject_id = " + subjectId
                + (tenantKey == null
                        ? ""
                        : " AND u.tenant_id = (SELECT t.id FROM " + table("tiergate_tenant")
                                + " t WHERE t.tenant_key = " + tenantKey + dialect.readLock() + ")");
    }

    /**
     * Readings, without their first word, that wait for whoever is taking something back from the subject, so that it is
     * not logged twice. Not needed on MariaDB, where the entries are made from readings that lock.
     */
    List<String> locksOfHeld(String subject) {
        return List.of(
                "id FROM " + table("tiergate_resource") + " WHERE owner_subject_id = " + subject + " FOR UPDATE",
                "id FROM " + table("tiergate_grant") + " WHERE holder_subject_id = " + subject + " FOR UPDATE",
                "id FROM " + table("tiergate_group_member") + " WHERE subject_id = " + subject + " FOR UPDATE");
    }

    /** Lets H2, which takes snapshots table by table, take those of subjects and of revisions at once. */
    String takeSnapshots() {
        return "SELECT 1 FROM " + table("tiergate_subject") + ", " + table("tiergate_revision") + " WHERE 1 = 0";
    }

    /** Locks the row that every change of the tenant changes when it commits. */
    String lockRevision(String tenantId) {
        return "SELECT revision FROM " + table("tiergate_revision") + " WHERE tenant_id = " + tenantId + " FOR UPDATE";
    }

    String nextKey() {
        return switch (dialect) {
            case POSTGRESQL -> "nextval(" + dialect.text(table("tiergate_sequence")) + ")";
            case H2, MARIADB -> "NEXT VALUE FOR " + table("tiergate_sequence");
        };
    }

    /** Without a revision, which the next reading of the log gives it. */
    String insertChangeSet(String changeSet, String tenantId, String tenantKey, String micros, String reason) {
        return "INSERT INTO " + table("tiergate_change_set")
                + " (id, tenant_id, tenant_key, revision, actor, changed_at, reason) VALUES (" + changeSet + ", "
                + tenantId + ", " + tenantKey + ", NULL, NULL, " + micros + ", " + reason + ")";
    }

    /** Entries for what loses its owner, and for everything that will be gone: the grants, the memberships, the subject. */
    String insertChanges(String changeSet, String subject) {
        return "INSERT INTO " + table("tiergate_change") + CHANGE_COLUMNS + "\nSELECT " + changeSet
                + ", row_number() OVER (ORDER BY c.part, c.group_name, c.object_id) - 1, " + change("c", subject)
                + "\nFROM (" + removed(subject) + ") c";
    }

    /** The rows that {@link #insertChange} makes entries of, in their order. */
    String removedInOrder(String subject) {
        return removed(subject) + "\nORDER BY part, group_name, object_id";
    }

    /** One entry, for a database whose window functions are slow. */
    String insertChange(String changeSet, String position, String row, String subject) {
        return "INSERT INTO " + table("tiergate_change") + CHANGE_COLUMNS + " VALUES (" + changeSet + ", " + position
                + ", " + change(row, subject) + ")";
    }

    private String change(String row, String subject) {
        String owned = "CASE " + row + ".part WHEN 0 THEN ";
        return row + ".kind, " + owned + "'CHANGED' ELSE 'REMOVED' END, " + row + ".object_id, " + owned + "NULL ELSE "
                + subject + " END, " + row + ".group_id, " + row + ".resource_id, " + owned + owned(row, true)
                + " ELSE "
                + state(row) + " END, " + owned + owned(row, false) + " ELSE NULL END";
    }

    String disown(String subject) {
        return "UPDATE " + table("tiergate_resource") + dialect.by("tiergate_resource_by_owner_subject")
                + " SET owner_subject_id = NULL WHERE owner_subject_id = " + subject;
    }

    String deleteGrants(String subject) {
        return delete("tiergate_grant", "holder_subject_id", subject, "tiergate_grant_by_subject");
    }

    String deleteMemberships(String subject) {
        return delete("tiergate_group_member", "subject_id", subject, "tiergate_group_member_unique");
    }

    String deleteSubject(String subject) {
        return "DELETE FROM " + table("tiergate_subject") + " WHERE id = " + subject;
    }

    private String delete(String table, String column, String subject, String index) {
        // Only the form for several tables takes the name of an index.
        return dialect == Dialect.MARIADB
                ? "DELETE d FROM " + table(table) + " d" + dialect.by(index) + " WHERE d." + column + " = " + subject
                : "DELETE FROM " + table(table) + " WHERE " + column + " = " + subject;
    }

    private String removed(String subject) {
        return grants(subject) + "\nUNION ALL " + memberships(subject) + "\nUNION ALL " + owned(subject)
                + "\nUNION ALL " + self(subject);
    }

    private String grants(String subject) {
        return "(SELECT 1 AS part, 'GRANT' AS kind, g.id AS object_id, NULL AS group_id, '' AS group_name, g.effect,"
                + " CASE WHEN g.permission_id IS NOT NULL THEN 'permission' WHEN g.bundle_id IS NOT NULL THEN 'bundle'"
                + " ELSE 'wildcard' END AS what_kind, coalesce(g.wildcard, "
                + nameOf("tiergate_permission", "g.permission_id") + ", " + nameOf("tiergate_bundle", "g.bundle_id")
                + ") AS what, g.valid_from, g.valid_until, g.reason, " + subjectColumns()
                + ", g.resource_id AS resource_id, " + resource("g.resource_id")
                + " AS resource, NULL AS parent FROM "
                + table("tiergate_grant") + " g" + dialect.by("tiergate_grant_by_subject")
                + ofSubject("g.holder_subject_id", subject);
    }

    private String memberships(String subject) {
        return "(SELECT 2, 'MEMBERSHIP', m.id, m.group_id, " + nameOf("tiergate_group", "m.group_id")
                + ", '', '', '', m.valid_from, m.valid_until, m.reason, " + subjectColumns()
                + ", NULL, NULL, NULL FROM "
                + table("tiergate_group_member") + " m" + dialect.by("tiergate_group_member_unique")
                + ofSubject("m.subject_id", subject);
    }

    private String owned(String subject) {
        return "(SELECT 0, 'RESOURCE', r.id, NULL, '', '', '', '', NULL, NULL, NULL, " + subjectColumns() + ", r.id, "
                + resource("r.id") + ", " + resource("r.parent_id") + " FROM " + table("tiergate_resource") + " r"
                + dialect.by("tiergate_resource_by_owner_subject") + ofSubject("r.owner_subject_id", subject);
    }

    private String self(String subject) {
        return "(SELECT 3, 'SUBJECT', u.id, NULL, '', '', '', '', NULL, NULL, NULL, " + subjectColumns()
                + ", NULL, NULL, NULL FROM "
                + table("tiergate_subject") + " u WHERE u.id = " + subject + dialect.writeLock() + ")";
    }

    private static String subjectColumns() {
        return "u.subject_id, u.display_name, u.suspended";
    }

    private String ofSubject(String column, String subject) {
        return " JOIN " + table("tiergate_subject") + " u ON u.id = " + column + " WHERE " + column + " = " + subject
                + dialect.writeLock() + ")";
    }

    private String nameOf(String table, String key) {
        return "(SELECT n.name FROM " + table(table) + " n WHERE n.id = " + key + dialect.readLock() + ")";
    }

    /** As text; null where there is none. */
    private String resource(String key) {
        return "(SELECT concat(" + nameOf("tiergate_resource_type", "o.type_id") + ", ':', o.external_id) FROM "
                + table("tiergate_resource") + " o WHERE o.id = " + key + dialect.readLock() + ")";
    }

    /** A resource that the subject owns, as the administration service writes it. */
    private String owned(String row, boolean before) {
        return withoutControlCharacters("concat('{\"resource\":\"', " + quoted(row + ".resource") + ", '\"', "
                + optional("parent", row + ".parent", quoted(row + ".parent"))
                + (before ? ", ',\"ownerSubject\":\"" + type + ":', " + quoted(row + ".subject_id") + ", '\"'" : "")
                + ", '}')");
    }

    /** A JSON object, as the administration service writes it. */
    private String state(String row) {
        return withoutControlCharacters("concat('{',"
                + " CASE " + row + ".part WHEN 2 THEN concat('\"group\":\"', " + quoted(row + ".group_name")
                + ", '\",') ELSE '' END,"
                + " '\"subject\":\"" + type + ":', " + quoted(row + ".subject_id") + ", '\"',"
                + " CASE " + row + ".part WHEN 1 THEN concat(',\"effect\":\"', " + row + ".effect, '\",\"', " + row
                + ".what_kind, '\":\"', " + quoted(row + ".what") + ", '\"', "
                + optional("resource", row + ".resource", quoted(row + ".resource")) + ")"
                + " WHEN 3 THEN concat(',\"displayName\":\"', " + quoted(row + ".display_name")
                + ", '\",\"suspended\":', CASE WHEN " + row + ".suspended THEN 'true' ELSE 'false' END)"
                + " ELSE '' END, "
                + optional("from", row + ".valid_from", dialect.moment(row + ".valid_from")) + ", "
                + optional("until", row + ".valid_until", dialect.moment(row + ".valid_until")) + ", "
                + optional("reason", row + ".reason", quoted(row + ".reason")) + ", '}')");
    }

    private static String optional(String name, String column, String value) {
        return "CASE WHEN " + column + " IS NULL THEN '' ELSE concat(',\"" + name + "\":\"', " + value + ", '\"') END";
    }

    /** With the two characters escaped that would end a JSON string or begin an escape. */
    private String quoted(String text) {
        String backslash = dialect.character('\\');
        return "replace(replace(" + text + ", " + backslash + ", concat(" + backslash + ", " + backslash + ")), "
                + QUOTE + ", concat(" + backslash + ", " + QUOTE + "))";
    }

    /** JSON has control characters only in strings, so they can be escaped in the whole of it. */
    private String withoutControlCharacters(String json) {
        String escaped = json;
        for (int code = 1; code < ' '; code++) {
            escaped = "replace(" + escaped + ", " + dialect.character(code) + ", concat(" + dialect.character('\\')
                    + ", '" + escape(code) + "'))";
        }
        return escaped;
    }

    private static String escape(int code) {
        return switch (code) {
            case '\b' -> "b";
            case '\t' -> "t";
            case '\n' -> "n";
            case '\f' -> "f";
            case '\r' -> "r";
            default -> String.format(Locale.ROOT, "u%04X", code);
        };
    }

    private String table(String name) {
        return prefix + name;
    }
}
