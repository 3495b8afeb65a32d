package io.tiergate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The Java in README and docs is taken from sources of this package, of the same of the test kit, and of the host that is made
 * by README alone, between {@code tag::name} and {@code end::name}.
 */
class SnippetsTest {

    private static final Path PROJECT = Path.of("..");
    private static final Path FIRST_HOST = PROJECT.resolve("auth-first-host");
    private static final List<Path> SOURCES = List.of(
            Path.of("src/test/java/io/tiergate/docs"),
            PROJECT.resolve("auth-spring-boot-starter-test/src/test/java/io/tiergate/docs"),
            FIRST_HOST.resolve("src/main/java/com/example/invoices"),
            FIRST_HOST.resolve("src/test/java/com/example/invoices"));

    @TestFactory
    Stream<DynamicTest> pagesShowWhatIsCompiled() throws IOException {
        Map<String, String> snippets = snippets();
        List<DynamicTest> tests = new ArrayList<>();
        for (Path page : pages()) {
            List<String> lines = Files.readAllLines(page);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).equals("```java")) {
                    String marker = lines.get(i - 1);
                    String shown = block(lines, i + 1);
                    tests.add(DynamicTest.dynamicTest(PROJECT.relativize(page) + " " + marker, () -> {
                        assertThat(marker).as("the line above a Java block").matches("<!-- snippet: [a-z-]+ -->");
                        String name = marker.substring("<!-- snippet: ".length(), marker.length() - " -->".length());
                        assertThat(shown).isEqualTo(snippets.get(name));
                    }));
                }
            }
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    @Test
    void readmeShowsTheDependencyThatTheFirstHostHas() throws IOException {
        List<String> readme = Files.readAllLines(PROJECT.resolve("README.md"));
        List<String> pom = Files.readAllLines(FIRST_HOST.resolve("pom.xml"));

        String shown = block(readme, readme.indexOf("```xml") + 1);

        assertThat(shown).contains("<artifactId>auth-spring-boot-starter</artifactId>");
        assertThat(pom.stream().map(String::strip).toList())
                .containsSequence(shown.lines().map(String::strip).toList());
    }

    @Test
    void thePageOfTestsShowsTheDependencyThatTheFirstHostHas() throws IOException {
        List<String> page = Files.readAllLines(PROJECT.resolve("docs/testing.md"));
        List<String> pom = Files.readAllLines(FIRST_HOST.resolve("pom.xml"));

        String shown = block(page, page.indexOf("```xml") + 1);

        assertThat(shown).contains("<artifactId>auth-spring-boot-starter-test</artifactId>");
        assertThat(pom.stream().map(String::strip).toList())
                .containsSequence(shown.lines().map(String::strip).toList());
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
            List<Path> pages =
                    new ArrayList<>(docs.filter(path -> path.toString().endsWith(".md"))
                            .sorted()
                            .toList());
            pages.add(PROJECT.resolve("README.md"));
            return pages;
        }
    }

    private static Map<String, String> snippets() throws IOException {
        Map<String, String> snippets = new LinkedHashMap<>();
        for (Path source : sources()) {
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (line.startsWith("// tag::")) {
                    String name = line.substring("// tag::".length());
                    String other = snippets.put(name, upTo("// end::" + name, lines, i + 1));
                    assertThat(other).as("another snippet of the name " + name).isNull();
                }
            }
        }
        return snippets;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Path folder : SOURCES) {
            try (Stream<Path> files = Files.list(folder)) {
                sources.addAll(files.toList());
            }
        }
        return sources;
    }

    private static String upTo(String end, List<String> lines, int start) {
        List<String> taken = new ArrayList<>();
        for (String line : lines.subList(start, lines.size())) {
            if (line.strip().equals(end)) {
                return String.join("\n", taken).stripIndent();
            }
            taken.add(line);
        }
        throw new IllegalStateException("There is no line " + end);
    }

    private static String block(List<String> lines, int start) {
        List<String> taken = new ArrayList<>();
        for (String line : lines.subList(start, lines.size())) {
            if (line.equals("```")) {
                return String.join("\n", taken);
            }
            taken.add(line);
        }
        throw new IllegalStateException("A block is not closed");
    }
}
