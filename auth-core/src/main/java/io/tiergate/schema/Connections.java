package io.tiergate.schema;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A connection for a few statements, each committed by itself. */
final class Connections {

    private Connections() {}

    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    /** @throws SchemaException if there is no connection */
    static <T extends @Nullable Object> T with(DataSource dataSource, Work<T> work) throws SQLException {
        try (Connection connection = open(dataSource);
                AutoCommit on = AutoCommit.on(connection)) {
            return work.on(connection);
        }
    }

    /** Without it PostgreSQL takes no further statement after one that failed, for example for want of a table. */
    private record AutoCommit(Connection connection, boolean before) implements AutoCloseable {

        static AutoCommit on(Connection connection) throws SQLException {
            AutoCommit on = new AutoCommit(connection, connection.getAutoCommit());
            connection.setAutoCommit(true);
            return on;
        }

        @Override
        public void close() throws SQLException {
            connection.setAutoCommit(before);
        }
    }

    /** Pools answer with exceptions of their own. */
    static Connection open(DataSource dataSource) {
        try {
            return dataSource.getConnection();
        } catch (SQLException | RuntimeException failure) {
            throw Diagnosis.unreachable(failure);
        }
    }
}
