package io.tiergate.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * What H2 calls where {@link UserLink} has linked a table. Made by H2 only. It runs in the transaction, and with the
 * rights, of whoever deletes.
 */
public final class UserLinkTrigger implements Trigger {

    private static final Pattern LINK_NAME = Pattern.compile(HostUsers.NAME_PATTERN + "$");

    private String schema = "";
    private String triggerName = "";
    private volatile @Nullable Settings settings;

    /** For H2. */
    public UserLinkTrigger() {}

    /** What is done for each row; made once, since a link is never changed. */
    private record Settings(
            HostUsers users,
            Column key,
            @Nullable Column tenant,
            String takeSnapshots,
            String shareTrees,
            String lockSubjects,
            String lockRevision,
            String nextKey,
            String insertChangeSet,
            List<String> locksOfHeld,
            String insertChanges,
            List<String> deletions) {}

    /** A column of the host's table, and whether its type pads texts with spaces. */
    private record Column(int index, boolean padded) {

        @Nullable
        String textIn(Object[] row) {
            Object value = row[index];
            if (value == null) {
                return null;
            }
            return padded ? value.toString().replaceFirst(" +$", "") : value.toString();
        }
    }

    /** A subject that goes. */
    private record Doomed(long id, long tenantId, String tenantKey) {}

    @Override
    public void init(
            Connection connection, String schemaName, String name, String tableName, boolean before, int type) {
        schema = schemaName;
        triggerName = name;
    }

    @Override
    public void fire(Connection connection, Object @Nullable [] oldRow, Object @Nullable [] newRow)
            throws SQLException {
        if (oldRow == null) {
            return;
        }
        Settings known = settings;
        if (known == null) {
            known = settings(connection);
            settings = known;
        }
        String id = known.key().textIn(oldRow);
        String tenant = known.tenant() == null ? null : known.tenant().textIn(oldRow);
        boolean same = newRow != null
                && Objects.equals(id, known.key().textIn(newRow))
                && (known.tenant() == null
                        || Objects.equals(tenant, known.tenant().textIn(newRow)));
        if (id == null || same || (known.tenant() != null && tenant == null)) {
            return;
        }
        String reason = newRow == null
                ? LinkStatements.deletedReason(known.users())
                : LinkStatements.changedReason(known.users());
        boolean snapshot = connection.getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED;
        if (snapshot) {
            query(connection, known.takeSnapshots());
        }
        query(connection, known.shareTrees(), tenant == null ? new Object[] {id} : new Object[] {id, tenant});
        for (Doomed subject : lock(connection, known, id, tenant)) {
            if (snapshot) {
                // What the subject was given since then cannot be seen, not by foreign keys either. Locking a row that
                // has changed since then fails, as it should.
                query(connection, known.lockRevision(), subject.tenantId());
            }
            remove(connection, known, subject, reason);
        }
    }

    private static List<Doomed> lock(Connection connection, Settings settings, String id, @Nullable String tenant)
            throws SQLException {
        List<Doomed> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(settings.lockSubjects())) {
            statement.setString(1, id);
            if (tenant != null) {
                statement.setString(2, tenant);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new Doomed(rows.getLong(1), rows.getLong(2), rows.getString(3)));
                }
            }
        }
        return found;
    }

    private static void remove(Connection connection, Settings settings, Doomed subject, String reason)
            throws SQLException {
        long changeSet = query(connection, settings.nextKey());
        Instant now = Clock.systemUTC().instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        execute(
                connection,
                settings.insertChangeSet(),
                changeSet,
                subject.tenantId(),
                subject.tenantKey(),
                micros,
                reason);
        for (String held : settings.locksOfHeld()) {
            query(connection, "SELECT " + held, subject.id());
        }
        execute(connection, settings.insertChanges(), changeSet, subject.id());
        for (String deletion : settings.deletions()) {
            execute(connection, deletion, subject.id());
        }
    }

    /** The number in the first row, or 0. */
    private static long query(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static void execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, parameters)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private Settings settings(Connection connection) throws SQLException {
        Matcher name = LINK_NAME.matcher(triggerName);
        // While it rebuilds a table H2 gives its triggers longer names.
        String linkName = name.find() ? name.group() : triggerName;
        HostUsers users = users(connection, linkName);
        SubjectRemoval removal = new SubjectRemoval(Dialect.H2, users.tiergateSchema(), users.subjectType());
        Column tenant = users.tenantColumn() == null ? null : column(connection, linkName, users.tenantColumn());
        String tenantKey = users.tenantColumn() != null
                ? "?2"
                : users.tenantKey() != null ? Dialect.H2.text(users.tenantKey()) : null;
        return new Settings(
                users,
                column(connection, linkName, users.keyColumn()),
                tenant,
                removal.takeSnapshots(),
                "SELECT " + removal.shareTrees("?1", tenantKey),
                removal.lockSubjects("?1", tenantKey),
                removal.lockRevision("?1"),
                "SELECT " + removal.nextKey(),
                removal.insertChangeSet("?1", "?2", "?3", "?4", "?5"),
                removal.locksOfHeld("?1"),
                removal.insertChanges("?1", "CAST(?2 AS bigint)"),
                List.of(
                        removal.disown("?1"),
                        removal.deleteGrants("?1"),
                        removal.deleteMemberships("?1"),
                        removal.deleteSubject("?1")));
    }

    /** What the row of the link says, in whichever schema our tables are. */
    private HostUsers users(Connection connection, String linkName) throws SQLException {
        for (String candidate : schemasOfTiergate(connection)) {
            String query = "SELECT table_name, key_column, subject_type, tenant_key, tenant_column FROM "
                    + Dialect.H2.name(candidate) + ".tiergate_user_link WHERE table_schema = ? AND link_name = ?";
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setString(1, schema);
                statement.setString(2, linkName);
                try (ResultSet row = statement.executeQuery()) {
                    if (row.next()) {
                        return new HostUsers(
                                schema,
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                candidate);
                    }
                }
            }
        }
        throw new SQLException(
                "The trigger " + linkName + " of schema " + schema + " has no row in tiergate_user_link,"
                        + " so that it cannot know which subjects to remove. Repeat the UserLink's create, or drop the trigger.");
    }

    private static List<String> schemasOfTiergate(Connection connection) throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT TABLE_SCHEMA FROM INFORMATION_SCHEMA.TABLES WHERE lower(TABLE_NAME) = 'tiergate_user_link'");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
        }
        return schemas;
    }

    /** Where the column is in the table that has the trigger now. */
    private Column column(Connection connection, String linkName, String column) throws SQLException {
        String query = "SELECT c.ORDINAL_POSITION, c.DATA_TYPE FROM INFORMATION_SCHEMA.TRIGGERS t"
                + " JOIN INFORMATION_SCHEMA.COLUMNS c ON c.TABLE_SCHEMA = t.EVENT_OBJECT_SCHEMA"
                + " AND c.TABLE_NAME = t.EVENT_OBJECT_TABLE"
                + " WHERE t.TRIGGER_SCHEMA = ? AND t.TRIGGER_NAME = ? AND c.COLUMN_NAME = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, schema);
            statement.setString(2, linkName);
            statement.setString(3, column);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    return new Column(row.getInt(1) - 1, row.getString(2).equals("CHARACTER"));
                }
            }
        }
        throw new SQLException("The column '" + column + "' that the trigger " + linkName + " of schema " + schema
                + " looks at is not there. Drop the UserLink before a column is renamed, and create it again after.");
    }
}
