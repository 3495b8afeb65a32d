package io.tiergate.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void areTenRunsOnAnEmptyDatabaseUnlessSaid() {
        assertThat(Options.of()).isEqualTo(new Options(10, false, false));
        assertThat(Options.of("--runs=3", "--database=migrated", "--steps=true"))
                .isEqualTo(new Options(3, true, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--runs=0", "--runs=many", "--runs", "--database=full", "--steps=perhaps", "--fast", ""})
    void thatCannotBeUnderstoodAreNamedWithTheOnesThatCan(String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of(option))
                .withMessage("'" + option + "' is no option of this benchmark."
                        + " Use --runs=10, --database=empty or --database=migrated, --steps=true.");
    }
}
