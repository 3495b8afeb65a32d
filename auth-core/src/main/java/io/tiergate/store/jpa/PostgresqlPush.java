package io.tiergate.store.jpa;

import io.tiergate.change.ChangePush;
import io.tiergate.schema.Vendor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Hints to other nodes by PostgreSQL's own LISTEN and NOTIFY. They come in milliseconds, and nothing is set up for them.
 *
 * <p><b>What it costs.</b> One connection of the data source, held for listening as long as it is open, and another for a
 * moment at each hint that is sent. Hints are sent after the commit and in a transaction apart, so that no transaction of
 * the host's takes the lock that NOTIFY has for the whole server. A node that dies between its commit and its hint costs
 * the others one interval of their change feed.
 *
 * <p><b>Who hears whom.</b> Nodes with the tables in the same schema of the same database. A node does not hear itself.
 *
 * <p>Give it another data source than the host's where that one's connections are not to one server and session: a pooler
 * between them that lends sessions for single transactions lets nothing be heard, and a standby takes no LISTEN.
 */
public final class PostgresqlPush implements ChangePush {

    private static final Log LOG = LogFactory.getLog(PostgresqlPush.class);

    private final DataSource dataSource;
    private final String channel;
    private final String self = UUID.randomUUID().toString();
    private final PushListener listener;
    private volatile boolean failing;
    private volatile boolean closed;

    /** For tables in the schema that connections have by themselves. */
    public PostgresqlPush(DataSource dataSource) {
        this(dataSource, null);
    }

    /**
     * Connects to the database, to see whether it can be used.
     *
     * @param schema where the tables are, as the store was told; null for the schema that connections have by themselves
     * @throws IllegalArgumentException if the database is not PostgreSQL, or the connections hide PostgreSQL's driver
     * @throws io.tiergate.schema.SchemaException if the database cannot be reached
     */
    public PostgresqlPush(DataSource dataSource, @Nullable String schema) {
        Vendor vendor = Vendor.of(dataSource);
        if (vendor != Vendor.POSTGRESQL) {
            throw new IllegalArgumentException(
                    "The DataSource is of " + vendor.id()
                            + ": LISTEN and NOTIFY are PostgreSQL's. Leave the push out; changes are seen within the interval.");
        }
        this.dataSource = dataSource;
        channel = channel(dataSource, schema);
        listener = new PushListener(dataSource, channel, self);
    }

    @Override
    public void start(Runnable hint) {
        listener.start(hint);
    }

    @Override
    public void send() {
        if (closed) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            notify.setString(1, channel);
            notify.setString(2, self);
            notify.execute();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
            failing = false;
        } catch (SQLException | RuntimeException failure) {
            if (!failing) {
                LOG.warn("A hint was not sent; other nodes see the change within their interval.", failure);
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        listener.close();
    }

    /** Cut to the length of a name: a hint from a schema whose name begins alike is false, which hints may be. */
    private static String channel(DataSource dataSource, @Nullable String schema) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement name = connection.prepareStatement(
                        "select cast('tiergate.' || coalesce(?, current_schema(), '') as name)")) {
            if (!connection.isWrapperFor(PGConnection.class)) {
                throw new IllegalArgumentException("The connections of the DataSource (a "
                        + dataSource.getClass().getName() + ") hide PostgreSQL's driver: unwrap(PGConnection.class) is"
                        + " not supported. Give the push a plain DataSource of its own, such as PGSimpleDataSource.");
            }
            name.setString(1, schema);
            try (ResultSet row = name.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "Cannot ask PostgreSQL for the name of the schema. Check that the database can be reached.",
                    failure);
        }
    }
}
