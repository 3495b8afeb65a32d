package io.tiergate.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

    @ParameterizedTest
    @CsvSource({"ALLOW, true, false", "DENY, false, true"})
    void aBenchmarkThatAnswersWronglyOnceFails(Answer answer, boolean right, boolean wrong) {
        assertThatCode(() -> answer.mustBe(right, right)).doesNotThrowAnyException();
        assertThatIllegalStateException()
                .isThrownBy(() -> answer.mustBe(right, wrong))
                .withMessage("Answer 2 of 2 is not " + answer + ": the benchmark is wrong");
    }
}
