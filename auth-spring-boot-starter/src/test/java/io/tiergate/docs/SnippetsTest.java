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
import org.junit.jupiter.api.TestFactory;

/** The Java in README and docs is taken from sources of this package, between {@code tag::name} and {@code end::name}. */
class SnippetsTest {

    private static final Path PROJECT = Path.of("..");
    private static final Path SOURCES = Path.of("src/test/java/io/tiergate/docs");

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
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                List<String> lines = Files.readAllLines(source);
                for (int i = 0; i < lines.size(); i++) {
                    String line = lines.get(i).strip();
                    if (line.startsWith("// tag::")) {
                        String name = line.substring("// tag::".length());
                        snippets.put(name, upTo("// end::" + name, lines, i + 1));
                    }
                }
            }
        }
        return snippets;
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
