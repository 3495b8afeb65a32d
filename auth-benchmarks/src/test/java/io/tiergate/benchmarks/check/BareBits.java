package io.tiergate.benchmarks.check;

import io.tiergate.Subject;
import io.tiergate.benchmarks.Answer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The floor: a bit, and a subject's bits in a map that is neither bounded nor ever told of a change. */
@State(Scope.Benchmark)
public class BareBits {

    @Param({"10", "1000", "10000"})
    public int held;

    @Param
    public Answer answer;

    private final ConcurrentMap<Subject, long[]> map = new ConcurrentHashMap<>();
    private long[] bits;
    private Subject subject;
    private int asked;

    @Setup
    public void prepare() {
        bits = new long[held / Long.SIZE + 2];
        for (int bit = 0; bit < held; bit++) {
            bits[bit >> 6] |= 1L << bit;
        }
        subject = Subject.user(Example.SUBJECT.id());
        map.put(Example.SUBJECT, bits);
        asked = answer == Answer.ALLOW ? held / 2 : held;
        answer.mustBe(carried(), mapped());
    }

    @TearDown
    public void end() {
        answer.mustBe(carried(), mapped());
    }

    @Benchmark
    public boolean carried() {
        return (bits[asked >> 6] & 1L << asked) != 0;
    }

    @Benchmark
    public boolean mapped() {
        return (map.get(subject)[asked >> 6] & 1L << asked) != 0;
    }
}
