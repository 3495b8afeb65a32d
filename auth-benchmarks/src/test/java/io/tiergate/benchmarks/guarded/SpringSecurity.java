package io.tiergate.benchmarks.guarded;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A call that Spring Security's own annotations guard. */
public class SpringSecurity {

    /** By authorities that ride on the Authentication. */
    @State(Scope.Thread)
    public static class Authorities {

        @Param({"100", "1000"})
        public int held;

        private Host host;
        private Guarded guarded;

        @Setup
        public void prepare() {
            host = Host.start(held);
            guarded = host.guarded();
        }

        @TearDown
        public void end() {
            host.endHaving(guarded::authority, guarded::secured);
        }

        /** {@code @PreAuthorize("hasAuthority('…')")}. */
        @Benchmark
        public int preAuthorize() {
            return guarded.authority();
        }

        /** {@code @Secured("…")}. */
        @Benchmark
        public int secured() {
            return guarded.secured();
        }
    }

    /** {@code @PreAuthorize("hasPermission(…)")} with an evaluator that says yes to everything. */
    @State(Scope.Thread)
    public static class EmptyEvaluator {

        private Host host;
        private Guarded guarded;

        @Setup
        public void prepare() {
            host = Host.start(100, Host.SaysYes.class);
            guarded = host.guarded();
        }

        @TearDown
        public void end() {
            host.endHaving();
        }

        @Benchmark
        public int hasPermission() {
            return guarded.expression();
        }
    }
}
