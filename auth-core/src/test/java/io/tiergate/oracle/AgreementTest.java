package io.tiergate.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tiergate.Decision.Code;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.testing.StoreFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the comparison with the oracle can fail, does so for every kind of mistake, and tells how to see it again. */
class AgreementTest {

    private static final int QUESTIONS = 20_000;

    @ParameterizedTest
    @EnumSource
    void noticesAMisjudgement(Misjudgement misjudgement) {
        try (StoreFixture fixture = StoreFixture.memory()) {
            Agreement agreement = new Agreement(1, fixture, misjudgement);

            assertThatThrownBy(() -> agreement.ask(QUESTIONS))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("has two answers");
        }
    }

    /** Worlds in which the answer was always the same would agree with anything. */
    @Test
    void generatedWorldsLeadToEveryAnswer() {
        try (StoreFixture fixture = StoreFixture.memory()) {
            Agreement agreement =
                    new Agreement(2, fixture, (store, clock, world) -> new StoreDecisionPoint(store, clock));

            agreement.ask(QUESTIONS);

            assertThat(agreement.codes()).containsOnlyKeys(Code.values());
            assertThat(agreement.codes())
                    .allSatisfy((code, count) -> assertThat(count).isGreaterThan(QUESTIONS / 50));
        }
    }

    @Test
    void aSeedMakesTheSameWorldAgain() {
        World one = GeneratedWorld.of(3);
        World same = GeneratedWorld.of(3);
        World other = GeneratedWorld.of(4);

        assertThat(one.tenants()).isEqualTo(same.tenants());
        assertThat(one.tenants()).isNotEqualTo(other.tenants());
    }

    @Test
    void aFailureTellsHowToSeeItAgain() {
        Throwable failure = catchThrowable(() -> new Broken(QUESTIONS).theStoreAnswersAsTheOracle(5));

        assertThat(failure)
                .hasMessageContaining("-Dtest=Broken ")
                .hasMessageContaining("-Dtiergate.oracle.seed=5 ")
                .hasMessageContaining("by the rules: DENIED");
        String questions = failure.getMessage().replaceAll("(?s).*-Dtiergate.oracle.questions=(\\d+).*", "$1");
        assertThatThrownBy(() -> new Broken(Integer.parseInt(questions)).theStoreAnswersAsTheOracle(5))
                .hasMessage(failure.getMessage());
    }

    private static final class Broken extends OracleAgreementContract {

        private final int count;

        Broken(int count) {
            super(count);
            this.count = count;
        }

        @Override
        StoreFixture open() {
            return StoreFixture.memory();
        }

        @Override
        int questionsPerWorld() {
            return count;
        }

        @Override
        Agreement.Candidate candidate() {
            return Misjudgement.DENY_DOES_NOT_APPLY;
        }
    }
}
