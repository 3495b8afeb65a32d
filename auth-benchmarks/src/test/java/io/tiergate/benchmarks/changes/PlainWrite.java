package io.tiergate.benchmarks.changes;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.benchmarks.database.LoadedDatabase;
import io.tiergate.testing.TestDatabase;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A transaction of one row, which nobody hears of. */
@State(Scope.Benchmark)
public class PlainWrite {

    @Param({"10000", "1000000"})
    public int users;

    private HikariDataSource dataSource;
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;
    private long key;

    @Setup
    public void open() {
        dataSource = LoadedDatabase.with(TestDatabase.POSTGRESQL, users).pool(3);
        jdbc = new JdbcTemplate(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        jdbc.execute("CREATE TABLE IF NOT EXISTS plain_write (id bigint PRIMARY KEY, name text)");
        jdbc.execute("TRUNCATE plain_write");
    }

    @TearDown
    public void close() {
        Integer written = jdbc.queryForObject("SELECT count(*) FROM plain_write", Integer.class);
        dataSource.close();
        if (written == null || written != key) {
            throw new IllegalStateException(written + " rows of " + key + ": the benchmark is wrong");
        }
    }

    @Benchmark
    public long commit() {
        key++;
        transaction.executeWithoutResult(
                status -> jdbc.update("INSERT INTO plain_write (id, name) VALUES (?, 'name')", key));
        return key;
    }
}
