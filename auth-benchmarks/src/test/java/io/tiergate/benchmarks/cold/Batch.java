package io.tiergate.benchmarks.cold;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.benchmarks.database.LoadedDatabase;
import io.tiergate.benchmarks.database.Population;
import io.tiergate.testing.TestDatabase;
import java.util.Random;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Users of a database, two hundred at a time, none of them twice. */
@State(Scope.Benchmark)
public class Batch {

    static final int SIZE = 200;

    @Param("POSTGRESQL")
    public TestDatabase database;

    @Param({"10000", "1000000"})
    public int users;

    HikariDataSource dataSource;

    private final Random random = new Random(42);
    private int start;
    private int stride;

    @Setup
    public void connect() {
        dataSource = LoadedDatabase.with(database, users).pool(3);
    }

    @TearDown
    public void close() {
        dataSource.close();
    }

    @Setup(Level.Invocation)
    public void draw() {
        start = random.nextInt(users);
        stride = users / SIZE;
    }

    int user(int turn) {
        return (start + turn * stride) % users;
    }

    /** All were asked what they are allowed. */
    static int all(int allowed) {
        if (allowed != SIZE) {
            throw new IllegalStateException(allowed + " of " + SIZE + " were allowed: the benchmark is wrong");
        }
        return allowed;
    }

    String permission(int turn) {
        return Population.permissionOf(user(turn));
    }
}
