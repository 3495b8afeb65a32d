package io.tiergate.benchmarks.check;

import io.tiergate.benchmarks.Answer;
import io.tiergate.benchmarks.database.Acl;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** Spring Security ACL, which knows objects only: one five levels deep, its lists cached. */
@State(Scope.Benchmark)
public class AccessControlList {

    @Param
    public Answer answer;

    private Acl acl;

    @Setup
    public void prepare() {
        acl = new Acl(new ConcurrentMapCache("lists"));
        answer.mustBe(cachedObject());
    }

    @TearDown
    public void end() {
        answer.mustBe(cachedObject());
        acl.close();
    }

    @Benchmark
    public boolean cachedObject() {
        return answer == Answer.ALLOW ? acl.mayRead() : acl.strangerMayRead();
    }
}
