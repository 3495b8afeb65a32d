package io.tiergate.oracle;

import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.testing.StoreFixture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the decision point over one kind of store to the oracle, in several generated worlds: some that are the same in
 * every run, and one that nobody has seen yet.
 *
 * <p>{@code -Dtiergate.oracle.questions=N} asks so many questions in all; {@code -Dtiergate.oracle.seed=S} asks them in
 * the one world of that seed.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OracleAgreementContract {

    private static final String QUESTIONS = "tiergate.oracle.questions";
    private static final String SEED = "tiergate.oracle.seed";

    private final int questions;
    private final long[] seeds;

    /**
     * @param questions how many to ask in an ordinary run
     * @param fixedSeeds the worlds that are the same in every run
     */
    OracleAgreementContract(int questions, long... fixedSeeds) {
        this.questions = Integer.getInteger(QUESTIONS, questions);
        Long only = Long.getLong(SEED);
        this.seeds = only != null
                ? new long[] {only}
                : LongStream.concat(
                                LongStream.of(fixedSeeds),
                                LongStream.of(ThreadLocalRandom.current().nextLong(1_000_000_000)))
                        .toArray();
    }

    abstract StoreFixture open();

    /** What is held to the oracle. */
    Agreement.Candidate candidate() {
        return (store, clock, world) -> new StoreDecisionPoint(store, clock);
    }

    int questionsARound() {
        return Agreement.QUESTIONS_A_ROUND;
    }

    int questionsPerWorld() {
        return questions / seeds.length;
    }

    LongStream seeds() {
        return LongStream.of(seeds);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theStoreAnswersAsTheOracle(long seed) {
        Agreement agreement = null;
        try (StoreFixture fixture = open()) {
            agreement = new Agreement(seed, fixture, candidate(), questionsARound());
            agreement.ask(questionsPerWorld());
        } catch (AssertionError disagreement) {
            throw new AssertionError(
                    "In the world of seed " + seed + ", which this runs alone:\n  " + command(seed, agreement) + "\n"
                            + disagreement.getMessage(),
                    disagreement);
        } catch (RuntimeException failure) {
            throw new AssertionError(
                    "In the world of seed " + seed + ", which this runs alone:\n  " + command(seed, agreement) + "\n"
                            + failure,
                    failure);
        }
    }

    private String command(long seed, Agreement agreement) {
        // Questions up to the failing one are the same however many are asked after it.
        int needed = agreement == null ? 1 : agreement.asked() + 1;
        return "mvn -B -pl auth-core test -Dtest=" + getClass().getSimpleName() + " -D" + SEED + "=" + seed + " -D"
                + QUESTIONS + "=" + needed;
    }
}
