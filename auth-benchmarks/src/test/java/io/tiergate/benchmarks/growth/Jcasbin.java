package io.tiergate.benchmarks.growth;

import io.tiergate.Subject;
import io.tiergate.benchmarks.Answer;
import io.tiergate.benchmarks.check.RolePolicies;
import java.util.List;
import java.util.stream.IntStream;
import org.casbin.jcasbin.main.Enforcer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** jCasbin with ten users to a role, and one policy to a role. */
@State(Scope.Benchmark)
public class Jcasbin {

    private static final int USERS_OF_A_ROLE = 10;

    @Param({"1000", "100000"})
    public int users;

    private Enforcer enforcer;
    private Subject[] subjects;
    private String[] asked;
    private int next;

    @Setup
    public void prepare() {
        enforcer = new Enforcer(RolePolicies.model());
        enforcer.addPolicies(IntStream.range(0, users / USERS_OF_A_ROLE)
                .mapToObj(role -> List.of("role" + role, "thing" + role, RolePolicies.USE))
                .toList());
        enforcer.addGroupingPolicies(IntStream.range(0, users)
                .mapToObj(user -> List.of("user" + user, "role" + user / USERS_OF_A_ROLE))
                .toList());
        subjects = Crowd.subjects(users);
        asked = new String[users];
        for (int i = 0; i < users; i++) {
            asked[i] = "thing" + Integer.parseInt(subjects[i].id().substring("user".length())) / USERS_OF_A_ROLE;
        }
        Answer.ALLOW.mustBe(enforce());
    }

    @TearDown
    public void end() {
        Answer.ALLOW.mustBe(enforce());
    }

    @Benchmark
    public boolean enforce() {
        int turn = next;
        next = turn + 1 == users ? 0 : turn + 1;
        return enforcer.enforce(subjects[turn].id(), asked[turn], RolePolicies.USE);
    }
}
