package io.tiergate.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MemoryTest {

    @Test
    void bothTablesArePrintedFromVirtualMachinesOfTheirOwn() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        Memory.print(3, 1_000, 1, new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .containsPattern("(?m)^\\| Tiergate, held directly \\| -?[0-9,]+ \\|$")
                .containsPattern("(?m)^\\| Shiro's parsed permissions \\| [1-9][0-9,]+ \\|$")
                .contains("| heap at most, MiB | 1,024 |")
                .containsPattern("(?m)^\\| checks for each second after that, [0-9]+ threads \\| [1-9][0-9,]+ \\|$");
    }
}
