package io.tiergate.benchmarks.database;

import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Users with what they hold: each has one permission and one bundle directly, and is a member of three groups of 2,000 and
 * of the group of all; each group has a permission and a bundle of its own.
 */
public final class Population {

    /** Has ten members. */
    public static final Group FEW = Group.of("few");

    /** Has all users as its members. */
    public static final Group ALL = Group.of("all");

    /** What nobody holds. */
    public static final String NOBODYS = "nobody.holds";

    public static final int PERMISSIONS = 2_000;
    private static final int BUNDLES = 500;
    private static final int BUNDLE_SIZE = 20;
    private static final int GROUPS = 2_000;
    private static final int FEW_MEMBERS = 10;

    /** The key of the default tenant. */
    private static final long TENANT = 2;

    private static final long PERMISSION_IDS = 10_000;
    private static final long BUNDLE_IDS = 20_000;
    private static final long GROUP_IDS = 30_000;
    private static final long USER_IDS = 1_000_000_000L;
    private static final long GROUP_GRANT_IDS = 2_000_000_000L;
    private static final long USER_GRANT_IDS = 3_000_000_000L;
    private static final long MEMBER_IDS = 4_000_000_000L;
    private static final long FEW_MEMBER_IDS = 8_500_000_000L;
    private static final long FREE_IDS = 9_000_000_000L;

    private static final long FEW_ID = GROUP_IDS + GROUPS;
    private static final long ALL_ID = FEW_ID + 1;

    private final int users;

    public Population(int users) {
        this.users = users;
    }

    public static Subject user(int number) {
        return Subject.user("user" + number);
    }

    /** The store's key of a user. */
    public static long id(int number) {
        return USER_IDS + number;
    }

    /** What that user holds directly. */
    public static String permissionOf(int number) {
        return permission(number % PERMISSIONS);
    }

    private static String permission(int number) {
        return "area" + number % 50 + ".action" + number;
    }

    /** Writes it all into migrated tables, past the store: as if it had always been there. */
    void load(TestDatabase database, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        for (String statement : before(database)) {
            execute(connection, statement);
        }
        definitions(new BulkLoad(database, connection));
        users(new BulkLoad(database, connection));
        for (String statement : after(database)) {
            execute(connection, statement);
        }
        connection.commit();
    }

    /** Brings PostgreSQL to where a database is that has been in use: rows known to be committed, and read before. */
    void settle(TestDatabase database, Connection connection) throws SQLException {
        if (database != TestDatabase.POSTGRESQL) {
            return;
        }
        connection.setAutoCommit(true);
        execute(connection, "VACUUM (ANALYZE)");
        // By each index that checks use: a scan of a whole large table would leave nothing in the cache.
        execute(connection, "SET enable_seqscan = off");
        execute(connection, "SET enable_bitmapscan = off");
        execute(connection, "SELECT count(display_name) FROM tiergate_subject WHERE id > 0");
        execute(connection, "SELECT count(display_name) FROM tiergate_subject WHERE subject_id > ''");
        execute(connection, "SELECT count(granted_at) FROM tiergate_grant WHERE holder_subject_id > 0");
        execute(connection, "SELECT count(added_at) FROM tiergate_group_member WHERE subject_id > 0");
    }

    private static void definitions(BulkLoad load) throws SQLException {
        load.insert(
                "tiergate_permission",
                "id, tenant_id, name, description, declared, retired",
                IntStream.rangeClosed(0, PERMISSIONS)
                        .mapToObj(i -> row(
                                PERMISSION_IDS + i,
                                TENANT,
                                i == PERMISSIONS ? NOBODYS : permission(i),
                                "",
                                false,
                                false)));
        load.insert(
                "tiergate_bundle",
                "id, tenant_id, name, description",
                IntStream.range(0, BUNDLES).mapToObj(i -> row(BUNDLE_IDS + i, TENANT, "bundle" + i, "")));
        load.insert(
                "tiergate_bundle_permission",
                "bundle_id, permission_id",
                IntStream.range(0, BUNDLES * BUNDLE_SIZE)
                        .mapToObj(i -> row(
                                BUNDLE_IDS + i / BUNDLE_SIZE,
                                PERMISSION_IDS + (i / BUNDLE_SIZE * 4 + i % BUNDLE_SIZE * 37) % PERMISSIONS)));
        load.insert(
                "tiergate_group",
                "id, tenant_id, name, description",
                IntStream.range(0, GROUPS + 2)
                        .mapToObj(i -> row(
                                GROUP_IDS + i,
                                TENANT,
                                i == GROUPS ? FEW.name() : i > GROUPS ? ALL.name() : "group" + i,
                                "")));
        load.insert(
                "tiergate_grant",
                "id, tenant_id, holder_group_id, permission_id, bundle_id, effect, granted_at",
                IntStream.range(0, GROUPS * 2)
                        .mapToObj(i -> grant(GROUP_GRANT_IDS + i, GROUP_IDS + i / 2, i % 2, i / 2 + 1_000)));
    }

    private void users(BulkLoad load) throws SQLException {
        load.insert(
                "tiergate_subject",
                "id, tenant_id, subject_type, subject_id, display_name, suspended",
                IntStream.range(0, users).mapToObj(i -> row(id(i), TENANT, "user", user(i).id(), "", false)));
        load.insert(
                "tiergate_grant",
                "id, tenant_id, holder_subject_id, permission_id, bundle_id, effect, granted_at",
                IntStream.range(0, users * 2).mapToObj(i -> grant(USER_GRANT_IDS + i, id(i / 2), i % 2, i / 2)));
        String member = "id, group_id, subject_id, added_at";
        load.insert(
                "tiergate_group_member",
                member,
                IntStream.range(0, users * 4).mapToObj(i -> row(MEMBER_IDS + i, groupOf(i / 4, i % 4), id(i / 4), 0)));
        load.insert(
                "tiergate_group_member",
                member,
                IntStream.range(0, FEW_MEMBERS).mapToObj(i -> row(FEW_MEMBER_IDS + i, FEW_ID, id(i), 0)));
    }

    /** The first of a holder's two grants is a permission, the second a bundle. */
    private static @Nullable Object[] grant(long id, long holder, int which, int number) {
        return row(
                id,
                TENANT,
                holder,
                which == 0 ? PERMISSION_IDS + number % PERMISSIONS : null,
                which == 0 ? null : BUNDLE_IDS + number % BUNDLES,
                "ALLOW",
                0);
    }

    /** Four different ones. */
    private static long groupOf(int user, int which) {
        return switch (which) {
            case 0 -> GROUP_IDS + user % GROUPS;
            case 1 -> GROUP_IDS + (7L * user + 1) % GROUPS;
            case 2 -> GROUP_IDS + (13L * user + 2) % GROUPS;
            default -> ALL_ID;
        };
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static List<String> before(TestDatabase database) {
        return switch (database) {
            case POSTGRESQL -> List.of("SET session_replication_role = replica");
            case MARIADB -> List.of("SET foreign_key_checks = 0", "SET unique_checks = 0");
            case H2 -> List.of("SET REFERENTIAL_INTEGRITY FALSE");
        };
    }

    private static List<String> after(TestDatabase database) {
        return switch (database) {
            case POSTGRESQL ->
                List.of(
                        "ALTER SEQUENCE tiergate_sequence RESTART WITH " + FREE_IDS,
                        "SET session_replication_role = DEFAULT",
                        "ANALYZE");
            case MARIADB ->
                List.of(
                        "ALTER SEQUENCE tiergate_sequence RESTART " + FREE_IDS,
                        "SET foreign_key_checks = 1",
                        "SET unique_checks = 1",
                        "ANALYZE TABLE tiergate_subject, tiergate_grant, tiergate_group_member");
            case H2 ->
                List.of(
                        "ALTER SEQUENCE tiergate_sequence RESTART WITH " + FREE_IDS,
                        "SET REFERENTIAL_INTEGRITY TRUE",
                        // Else it remembers the answer to the last statement.
                        "SET OPTIMIZE_REUSE_RESULTS 0",
                        "ANALYZE");
        };
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
