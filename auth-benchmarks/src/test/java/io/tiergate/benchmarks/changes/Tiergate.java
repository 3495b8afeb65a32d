package io.tiergate.benchmarks.changes;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.PermissionHandle;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.benchmarks.Answer;
import io.tiergate.benchmarks.Engines;
import io.tiergate.benchmarks.database.LoadedDatabase;
import io.tiergate.benchmarks.database.Population;
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A group's permission is given and taken in turn, and each time a member is asked about. */
@State(Scope.Benchmark)
public class Tiergate {

    /** Which group. */
    public enum Members {
        TEN(Population.FEW),
        ALL(Population.ALL);

        private final Group group;

        Members(Group group) {
            this.group = group;
        }
    }

    @Param({"10000", "1000000"})
    public int users;

    @Param
    public Members members;

    private HikariDataSource dataSource;
    private JpaStore store;
    private DecisionPoint decisions;
    private PermissionHandle permission;
    private Administration administration;
    private Grant grant;
    private boolean held;

    private final Subject member = Population.user(1);

    @Setup
    public void open() {
        dataSource = LoadedDatabase.with(TestDatabase.POSTGRESQL, users).pool(3);
        store = new JpaStore(dataSource);
        decisions = Engines.over(store, users);
        permission = decisions.permission(Population.NOBODYS);
        administration = Administration.of(store, decisions, Clock.systemUTC(), () -> null);
        grant = Grant.allow(members.group, Population.NOBODYS);
        Answer.DENY.mustBe(check());
        Answer.ALLOW.mustBe(changeAndCheck());
        Answer.DENY.mustBe(changeAndCheck());
    }

    @TearDown
    public void close() throws Exception {
        if (held) {
            changeAndCheck();
        }
        Engines.close(decisions);
        store.close();
        dataSource.close();
    }

    @Benchmark
    public boolean changeAndCheck() {
        if (held) {
            administration.grants().revoke(grant);
        } else {
            administration.grants().grant(grant);
        }
        held = !held;
        if (check() != held) {
            throw new IllegalStateException("The node that wrote does not feel it: the benchmark is wrong");
        }
        return held;
    }

    private boolean check() {
        return permission.check(Tenant.DEFAULT, member).allowed();
    }
}
