package io.tiergate.benchmarks.guarded;

import io.tiergate.Decision;
import io.tiergate.security.Access;
import io.tiergate.security.AccessListener;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A call that Tiergate guards. */
@State(Scope.Thread)
public class Tiergate {

    @Param({"100", "1000"})
    public int held;

    private Host host;
    private Guarded guarded;
    private Access access;

    @Setup
    public void prepare() {
        host = Host.start(held);
        guarded = host.guarded();
        access = host.access();
    }

    @TearDown
    public void end() {
        host.endHaving(guarded::annotated, guarded::annotatedWithTwo, guarded::expression);
    }

    @Benchmark
    public int annotation() {
        return guarded.annotated();
    }

    /** An annotation with two names. */
    @Benchmark
    public int annotationWithTwo() {
        return guarded.annotatedWithTwo();
    }

    /** {@code @PreAuthorize("hasPermission(null, '…')")}. */
    @Benchmark
    public int hasPermission() {
        return guarded.expression();
    }

    /** The {@code if} without a proxy. */
    @Benchmark
    public boolean accessHas() {
        return access.has(Guarded.PERMISSION);
    }

    /** The same with a listener that counts. */
    @State(Scope.Thread)
    public static class Counted {

        private Host host;
        private Guarded guarded;

        @Setup
        public void prepare() {
            host = Host.start(100, Counting.class);
            guarded = host.guarded();
        }

        @TearDown
        public void end() {
            host.endHaving(guarded::annotated);
        }

        @Benchmark
        public int annotation() {
            return guarded.annotated();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Counting {

        @Bean
        AccessListener counter() {
            return new AccessListener() {
                private final LongAdder decided = new LongAdder();

                @Override
                public void decided(String permission, Decision decision) {
                    decided.increment();
                }
            };
        }
    }
}
