package io.tiergate.benchmarks.cold;

import io.tiergate.benchmarks.Answer;
import io.tiergate.benchmarks.database.Acl;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.cache.support.NoOpCache;

/** Spring Security ACL, which knows objects only: one five levels deep, nothing cached. PostgreSQL. */
@State(Scope.Benchmark)
public class AccessControlList {

    private Acl acl;

    @Setup
    public void prepare() {
        acl = new Acl(new NoOpCache("lists"));
        Answer.ALLOW.mustBe(object());
        Answer.DENY.mustBe(acl.strangerMayRead());
    }

    @TearDown
    public void end() {
        Answer.ALLOW.mustBe(object());
        acl.close();
    }

    @Benchmark
    public boolean object() {
        return acl.mayRead();
    }
}
