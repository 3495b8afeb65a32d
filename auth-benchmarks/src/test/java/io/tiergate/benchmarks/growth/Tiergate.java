package io.tiergate.benchmarks.growth;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.PermissionHandle;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.benchmarks.Answer;
import io.tiergate.benchmarks.Engines;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The three forms of a check, each time of another subject, in no order that a processor could foresee. */
@State(Scope.Benchmark)
public class Tiergate {

    @Param({"1000", "100000"})
    public int users;

    private DecisionPoint decisions;
    private PermissionHandle permission;
    private Subject[] subjects;
    private SubjectAccess[] accesses;
    private int next;

    @Setup
    public void prepare() {
        decisions = Crowd.decisions(users);
        permission = decisions.permission(Crowd.ASKED);
        subjects = Crowd.subjects(users);
        accesses = Arrays.stream(subjects)
                .map(subject -> decisions.access(Tenant.DEFAULT, subject))
                .toArray(SubjectAccess[]::new);
        askEverybody();
    }

    @TearDown
    public void end() throws Exception {
        askEverybody();
        Engines.close(decisions);
    }

    private void askEverybody() {
        for (int i = 0; i < users; i++) {
            Answer.ALLOW.mustBe(riding(), keyed(), question());
        }
    }

    @Benchmark
    public boolean riding() {
        return permission.check(accesses[turn()]).allowed();
    }

    @Benchmark
    public boolean keyed() {
        return permission.check(Tenant.DEFAULT, subjects[turn()]).allowed();
    }

    @Benchmark
    public boolean question() {
        return decisions
                .check(new AccessRequest(Tenant.DEFAULT, subjects[turn()], Crowd.ASKED))
                .allowed();
    }

    private int turn() {
        int turn = next;
        next = turn + 1 == users ? 0 : turn + 1;
        return turn;
    }
}
