package io.tiergate.benchmarks.check;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.PermissionHandle;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.benchmarks.Answer;
import io.tiergate.benchmarks.Engines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The three forms of a check. */
@State(Scope.Benchmark)
public class Tiergate {

    @Param({"10", "1000", "10000"})
    public int held;

    @Param
    public Example.Way way;

    @Param
    public Answer answer;

    private DecisionPoint decisions;
    private PermissionHandle permission;
    private SubjectAccess access;
    private Subject subject;
    private String name;

    @Setup
    public void prepare() {
        decisions = Example.decisions(held, way);
        subject = Subject.user(Example.SUBJECT.id());
        name = Example.asked(held, answer);
        permission = decisions.permission(name);
        access = decisions.access(Tenant.DEFAULT, subject);
        answer.mustBe(riding(), keyed(), question());
    }

    @TearDown
    public void end() throws Exception {
        answer.mustBe(riding(), keyed(), question());
        Engines.close(decisions);
    }

    /** What the subject holds rides on the request. */
    @Benchmark
    public boolean riding() {
        return permission.check(access).allowed();
    }

    /** The subject is looked up. */
    @Benchmark
    public boolean keyed() {
        return permission.check(Tenant.DEFAULT, subject).allowed();
    }

    /** Subject and permission are looked up. */
    @Benchmark
    public boolean question() {
        return decisions.check(new AccessRequest(Tenant.DEFAULT, subject, name)).allowed();
    }
}
