package io.tiergate.benchmarks.check;

import io.tiergate.benchmarks.Answer;
import java.util.List;
import org.casbin.jcasbin.main.CachedEnforcer;
import org.casbin.jcasbin.main.Enforcer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** jCasbin with its model of roles: one user, whose role holds the permissions. */
@State(Scope.Benchmark)
public class Jcasbin {

    @Param({"10", "1000", "10000"})
    public int held;

    @Param
    public Answer answer;

    private Enforcer enforcer;
    private CachedEnforcer cached;
    private String user;
    private String asked;

    @Setup
    public void prepare() {
        enforcer = fill(new Enforcer(RolePolicies.model()));
        cached = fill(new CachedEnforcer(RolePolicies.model()));
        user = Example.SUBJECT.id();
        asked = Example.asked(held, answer);
        answer.mustBe(enforce(), cachedEnforce());
    }

    private <E extends Enforcer> E fill(E empty) {
        empty.addPolicies(Example.held(held).stream()
                .map(name -> List.of("staff", name, RolePolicies.USE))
                .toList());
        empty.addGroupingPolicy(Example.SUBJECT.id(), "staff");
        return empty;
    }

    @TearDown
    public void end() {
        answer.mustBe(enforce(), cachedEnforce());
    }

    @Benchmark
    public boolean enforce() {
        return enforcer.enforce(user, asked, RolePolicies.USE);
    }

    /** Keeps answers, and gives them also after the role was taken away. */
    @Benchmark
    public boolean cachedEnforce() {
        return cached.enforce(user, asked, RolePolicies.USE);
    }
}
