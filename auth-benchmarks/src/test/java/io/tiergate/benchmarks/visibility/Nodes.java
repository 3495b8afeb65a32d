package io.tiergate.benchmarks.visibility;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.PermissionHandle;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.benchmarks.Engines;
import io.tiergate.benchmarks.database.LoadedDatabase;
import io.tiergate.benchmarks.database.Population;
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Two nodes on one PostgreSQL. One gives and takes a user's permission in turn; the other is asked until it feels it. */
final class Nodes implements AutoCloseable {

    static final int USERS = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofNanos(50_000);

    private static final Subject SUBJECT = Population.user(1);

    private final HikariDataSource writersPool = pool();
    private final HikariDataSource readersPool = pool();
    private final JpaStore writersStore = new JpaStore(writersPool);
    private final JpaStore readersStore = new JpaStore(readersPool);
    private final DecisionPoint writer;
    private final DecisionPoint reader;
    private final PermissionHandle permission;
    private final Administration administration;
    private boolean held;

    /** @param interval how often the other node asks, or zero for one that is told */
    Nodes(Duration interval) {
        // Who is to be told needs somebody who tells.
        writer = node(writersStore, writersPool, interval);
        reader = node(readersStore, readersPool, interval);
        permission = reader.permission(Population.NOBODYS);
        administration = Administration.of(writersStore, writer, Clock.systemUTC(), () -> null);
    }

    private static DecisionPoint node(JpaStore store, HikariDataSource pool, Duration interval) {
        return interval.isZero() ? Engines.listening(store, pool) : Engines.asking(store, interval);
    }

    private static HikariDataSource pool() {
        return LoadedDatabase.with(TestDatabase.POSTGRESQL, USERS).pool(3);
    }

    /** Returns once it is committed. */
    void change() {
        Grant grant = Grant.allow(SUBJECT, Population.NOBODYS);
        if (held) {
            administration.grants().revoke(grant);
        } else {
            administration.grants().grant(grant);
        }
        held = !held;
    }

    /** Returns once the other node answers accordingly. */
    boolean await() {
        long start = System.nanoTime();
        while (permission.check(Tenant.DEFAULT, SUBJECT).allowed() != held) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("Not felt within " + PATIENCE + ": the benchmark is wrong");
            }
            // Who spins takes a processor from those who are waited for.
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return held;
    }

    @Override
    public void close() throws Exception {
        if (held) {
            change();
        }
        Engines.close(reader);
        Engines.close(writer);
        readersStore.close();
        writersStore.close();
        readersPool.close();
        writersPool.close();
    }
}
