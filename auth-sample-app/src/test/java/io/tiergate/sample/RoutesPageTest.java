package io.tiergate.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tiergate.boot.routes.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The page about unguarded endpoints shows the table that this application prints, and nothing of it is unguarded. */
@ExtendWith(OutputCaptureExtension.class)
class RoutesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "unguarded-endpoints.md");

    @Test
    void theTableOfThePageIsTheOneThatIsPrinted(CapturedOutput output) throws IOException {
        String page = Files.readString(PAGE);
        String marker = "<!-- printed by the sample -->\n```text\n";
        int start = page.indexOf(marker) + marker.length();
        String table = page.substring(start, page.indexOf("\n```\n", start));

        try (ConfigurableApplicationContext sample = SpringApplication.run(
                SampleApplication.class, "--server.port=0", "--spring.datasource.url=jdbc:h2:mem:routes")) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(output.getOut()).contains("Who can reach them"));
            assertThat(output.getOut()).contains(table);
            assertThat(sample.getBean(Routes.class).unguarded()).isEmpty();
        }
    }
}
