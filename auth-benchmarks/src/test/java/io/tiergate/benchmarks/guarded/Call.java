package io.tiergate.benchmarks.guarded;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a call costs that nothing guards. */
@State(Scope.Thread)
public class Call {

    private Guarded plain;
    private Guarded proxied;

    @Setup
    public void prepare() {
        plain = new Guarded();
        proxied = Host.proxied();
    }

    @Benchmark
    public int plain() {
        return plain.open();
    }

    /** Through a proxy whose one interceptor goes on. */
    @Benchmark
    public int proxied() {
        return proxied.open();
    }
}
