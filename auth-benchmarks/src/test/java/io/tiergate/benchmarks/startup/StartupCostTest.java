package io.tiergate.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StartupCostTest {

    @Test
    void startsTheApplicationInEachOfTheFourWaysAndPrintsThem() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        new StartupCost(new Options(1, false, true), new PrintStream(printed, true, StandardCharsets.UTF_8)).measure();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("(?m)^\\| without Tiergate \\| [1-9]")
                .containsPattern("(?m)^\\| with Spring Security's method security \\| [1-9]")
                .containsPattern("(?m)^\\| with Tiergate \\| [1-9]")
                .containsPattern("(?m)^\\| with Tiergate, without method security \\| [1-9]")
                .containsPattern("(?m)^\\| method security adds \\|.*\\| \\+[1-9][0-9]* \\|$")
                .containsPattern("(?m)^\\| Tiergate adds \\|.*\\| \\+[1-9][0-9]* \\|$")
                .containsPattern("(?m)^\\| Tiergate adds to method security \\|.*\\| \\+[1-9][0-9]* \\|$")
                .containsPattern("(?m)^\\| Tiergate without method security adds \\|.*\\| \\+[1-9][0-9]* \\|$")
                .contains("| spring.beans.instantiate tiergateStore | 0.0 | 0.0 |");
    }
}
