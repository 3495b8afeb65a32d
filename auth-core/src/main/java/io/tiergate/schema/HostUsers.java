package io.tiergate.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whose deletion removes which subjects, with names exactly as the catalogue has them.
 *
 * @param schema of the table; null for the one that is current when the statements run
 * @param tenantKey the one tenant, or null
 * @param tenantColumn the column with the key of the tenant, or null
 * @param tiergateSchema of our tables; null for the one that is current when the statements run
 */
record HostUsers(
        @Nullable String schema,
        String table,
        String keyColumn,
        String subjectType,
        @Nullable String tenantKey,
        @Nullable String tenantColumn,
        @Nullable String tiergateSchema) {

    private static final String PREFIX = "tiergate_user_link_";

    /** How a link's name looks; it may stand at the end of a longer one. */
    static final String NAME_PATTERN = PREFIX + "[0-9a-f]{12}";

    /** The name that the link of these users has in the database, the same wherever and whenever it is made. */
    String linkName() {
        String other = Objects.equals(schema, tiergateSchema) ? null : tiergateSchema;
        String all =
                table + '\n' + keyColumn + '\n' + subjectType + '\n' + tenantKey + '\n' + tenantColumn + '\n' + other;
        return PREFIX + HexFormat.of().formatHex(digest(all), 0, 6);
    }

    /** Without the names of schemas that need none where that one is current. */
    HostUsers within(String current) {
        return current.equals(schema)
                ? new HostUsers(
                        null,
                        table,
                        keyColumn,
                        subjectType,
                        tenantKey,
                        tenantColumn,
                        current.equals(tiergateSchema) ? null : tiergateSchema)
                : this;
    }

    /** Whether somebody who gave these names meant this. */
    boolean isMeantBy(HostUsers given, BiPredicate<String, String> likeness) {
        return likeness.test(given.table, table)
                && likeness.test(given.keyColumn, keyColumn)
                && given.subjectType.equals(subjectType)
                && Objects.equals(given.tenantKey, tenantKey)
                && ((given.tenantColumn == null || tenantColumn == null)
                        ? given.tenantColumn == tenantColumn
                        : likeness.test(given.tenantColumn, tenantColumn));
    }

    /** For messages. */
    String described() {
        String where = tenantColumn != null
                ? "in the tenant that '" + tenantColumn + "' names"
                : tenantKey != null ? "in tenant '" + tenantKey + "'" : "in every tenant";
        return "by the column '" + keyColumn + "' for subjects of type '" + subjectType + "' " + where;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform has SHA-256", missing);
        }
    }
}
