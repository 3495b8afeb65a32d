package io.tiergate.benchmarks.cold;

import io.tiergate.benchmarks.database.Population;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.jdbc.core.JdbcTemplate;

/** The least that a database can be asked: one row by its key. */
@State(Scope.Benchmark)
public class PrimaryKey {

    private static final String SELECT =
            "SELECT id, subject_type, subject_id, display_name, suspended FROM tiergate_subject WHERE id = ?";

    private JdbcTemplate jdbc;
    private Connection connection;
    private PreparedStatement statement;

    @Setup
    public void prepare(Batch batch) throws SQLException {
        jdbc = new JdbcTemplate(batch.dataSource);
        connection = batch.dataSource.getConnection();
        statement = connection.prepareStatement(SELECT);
    }

    @TearDown
    public void close() throws SQLException {
        statement.close();
        connection.close();
    }

    /** As an application reads it, on a connection from the pool each time. */
    @Benchmark
    @OperationsPerInvocation(Batch.SIZE)
    public int jdbcTemplate(Batch batch) {
        int found = 0;
        for (int turn = 0; turn < Batch.SIZE; turn++) {
            int user = batch.user(turn);
            String id = jdbc.queryForObject(SELECT, (row, number) -> read(row), Population.id(user));
            found += Population.user(user).id().equals(id) ? 1 : 0;
        }
        return Batch.all(found);
    }

    /** On one connection that is held, with a statement that stays prepared. */
    @Benchmark
    @OperationsPerInvocation(Batch.SIZE)
    public int prepared(Batch batch) throws SQLException {
        int found = 0;
        for (int turn = 0; turn < Batch.SIZE; turn++) {
            int user = batch.user(turn);
            statement.setLong(1, Population.id(user));
            try (ResultSet rows = statement.executeQuery()) {
                found += rows.next() && Population.user(user).id().equals(read(rows)) ? 1 : 0;
            }
        }
        return Batch.all(found);
    }

    private static String read(ResultSet row) throws SQLException {
        row.getLong(1);
        row.getString(2);
        row.getString(4);
        row.getBoolean(5);
        return row.getString(3);
    }
}
