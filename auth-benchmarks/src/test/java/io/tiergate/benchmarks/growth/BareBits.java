package io.tiergate.benchmarks.growth;

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

/** The floor: the subjects' bits in a map that is neither bounded nor ever told of a change. */
@State(Scope.Benchmark)
public class BareBits {

    private static final int WORDS = 2_000 / Long.SIZE + 1;

    @Param({"1000", "100000"})
    public int users;

    private ConcurrentMap<Subject, long[]> map;
    private Subject[] subjects;
    private int next;

    @Setup
    public void prepare() {
        map = new ConcurrentHashMap<>();
        for (int user = 0; user < users; user++) {
            long[] bits = new long[WORDS];
            bits[WORDS / 2] = 1;
            map.put(Crowd.subject(user), bits);
        }
        subjects = Crowd.subjects(users);
        Answer.ALLOW.mustBe(mapped());
    }

    @TearDown
    public void end() {
        Answer.ALLOW.mustBe(mapped());
    }

    @Benchmark
    public boolean mapped() {
        int turn = next;
        next = turn + 1 == users ? 0 : turn + 1;
        return (map.get(subjects[turn])[WORDS / 2] & 1) != 0;
    }
}
