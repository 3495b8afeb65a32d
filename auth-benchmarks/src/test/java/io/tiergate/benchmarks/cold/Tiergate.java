package io.tiergate.benchmarks.cold;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.benchmarks.Answer;
import io.tiergate.benchmarks.Engines;
import io.tiergate.benchmarks.database.Population;
import io.tiergate.store.jpa.JpaStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The first check of a subject on a node that knows the definitions. */
@State(Scope.Benchmark)
public class Tiergate {

    private JpaStore store;
    private DecisionPoint decisions;

    @Setup
    public void open(Batch batch) {
        store = new JpaStore(batch.dataSource);
    }

    /** A node that has seen nobody but a subject that the store does not know. */
    @Setup(Level.Invocation)
    public void forget(Batch batch) {
        decisions = Engines.over(store, Batch.SIZE);
        Answer.DENY.mustBe(decisions
                .check(request(Population.user(-1), batch.permission(0)))
                .allowed());
    }

    @TearDown(Level.Invocation)
    public void end(Batch batch) throws Exception {
        Answer.DENY.mustBe(decisions
                .check(request(Population.user(batch.user(0)), Population.NOBODYS))
                .allowed());
        Engines.close(decisions);
    }

    @TearDown
    public void close() {
        store.close();
    }

    @Benchmark
    @OperationsPerInvocation(Batch.SIZE)
    public int firstCheck(Batch batch) {
        int allowed = 0;
        for (int turn = 0; turn < Batch.SIZE; turn++) {
            AccessRequest request = request(Population.user(batch.user(turn)), batch.permission(turn));
            allowed += decisions.check(request).allowed() ? 1 : 0;
        }
        return Batch.all(allowed);
    }

    private static AccessRequest request(Subject subject, String permission) {
        return new AccessRequest(Tenant.DEFAULT, subject, permission);
    }
}
