package io.tiergate.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What appears when a host does not start, and the page that shows it. */
@ExtendWith(OutputCaptureExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class TroubleshootingTest {

    private static final Path PAGE = Path.of("../docs/troubleshooting.md");

    private static final Pattern REPORT = Pattern.compile(
            "APPLICATION FAILED TO START\\s+\\*+\\s+(Description:.*?Action:\\n\\n.*?)\\n\\n", Pattern.DOTALL);

    private final Map<Failure, String> reports = new EnumMap<>(Failure.class);

    @Order(1)
    @ParameterizedTest
    @EnumSource
    void isSaidInWordsWithoutAStackTrace(Failure failure, CapturedOutput output) throws Exception {
        failure.happen();

        Matcher report = REPORT.matcher(output.getOut() + "\n\n");
        assertThat(report.find()).as("a report in %s", output).isTrue();
        assertThat(output.getOut().substring(report.start())).doesNotContain("\tat ");
        reports.put(failure, withNamesOfAHost(report.group(1)));
    }

    @Order(2)
    @Test
    void thePageShowsWhatAppears() throws Exception {
        assertThat(reports.keySet()).containsExactly(Failure.values());
        String page = TroubleshootingPage.of(reports);
        if (Boolean.getBoolean("tiergate.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String withNamesOfAHost(String report) {
        return report.replaceAll("(?i)_tiergate_\\d+", "")
                .replaceAll("tiergate\\\\?_\\d+", "app")
                .replaceAll("after \\d+ms", "after 30000ms")
                .strip();
    }
}
