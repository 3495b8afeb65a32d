package io.tiergate.benchmarks.visibility;

import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A user's permission is given and taken in turn on one node, and asked for on another, which has it cached. */
@State(Scope.Benchmark)
public class Tiergate {

    /** How the other node hears of it. */
    public enum By {
        PUSH(Duration.ZERO),
        INTERVAL_OF_100_MS(Duration.ofMillis(100));

        private final Duration interval;

        By(Duration interval) {
            this.interval = interval;
        }
    }

    @Param
    public By by;

    private Nodes nodes;

    @Setup
    public void start() {
        nodes = new Nodes(by.interval);
        nodes.await();
    }

    @TearDown
    public void end() throws Exception {
        nodes.close();
    }

    @Setup(Level.Invocation)
    public void change() {
        nodes.change();
    }

    @Benchmark
    public boolean felt() {
        return nodes.await();
    }
}
