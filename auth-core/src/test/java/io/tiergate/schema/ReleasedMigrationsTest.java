package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripts that hosts may have run already stay as they are. */
class ReleasedMigrationsTest {

    private static final Path FOLDERS = Path.of("src/main/resources/io/tiergate/schema");
    private static final Path LIST = Path.of("src/test/resources/released-migrations.txt");

    @Test
    void areNeverChanged() throws IOException {
        List<String> found = new ArrayList<>();
        for (Vendor vendor : Vendor.values()) {
            for (String file : files(vendor)) {
                found.add(vendor.id() + "/" + file + " " + hash(Files.readAllBytes(path(vendor, file))));
            }
        }

        assertThat(found.stream().sorted())
                .as(
                        "scripts and their SHA-256. A host may have run a script that is listed in %s: never change, rename or"
                                + " remove it, add a new version instead. A new script gets a new line",
                        LIST)
                .isEqualTo(Files.readAllLines(LIST));
    }

    @ParameterizedTest
    @EnumSource
    void areThoseThatTheLibraryKnows(Vendor vendor) throws IOException {
        assertThat(files(vendor))
                .as("the folder %s; a new script is added for every database and to Script.ALL", vendor.id())
                .isEqualTo(Script.ALL.stream().map(Script::file).sorted().toList());
    }

    @Test
    void areNumberedWithoutGaps() {
        assertThat(Script.ALL)
                .extracting(Script::version)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, Script.ALL.size()).boxed().toList());
        assertThat(Script.ALL)
                .allSatisfy(script ->
                        assertThat(script.file()).matches("V" + script.version() + "__[a-z]+(_[a-z]+)*\\.sql"));
        assertThat(SchemaMigration.latestVersion()).isEqualTo(Script.ALL.size());
    }

    /** What they have recorded is what validation goes by. */
    @ParameterizedTest
    @EnumSource
    void recordTheirVersionWithTheirLastStatement(Vendor vendor) throws IOException {
        for (Script script : Script.ALL) {
            assertThat(Files.readString(path(vendor, script.file())))
                    .matches("(?s).*;\\s+[A-Z ]+ INTO tiergate_schema \\(version\\)[^;]* \\(" + script.version()
                            + "\\)[^;(]*;\n");
        }
    }

    /** The host's own tool runs them too, with its own placeholders. */
    @ParameterizedTest
    @EnumSource
    void haveNothingThatLooksLikeAPlaceholder(Vendor vendor) throws IOException {
        for (Script script : Script.ALL) {
            assertThat(Files.readString(path(vendor, script.file()))).doesNotContain("${", "#{");
        }
    }

    private static Path path(Vendor vendor, String file) {
        return FOLDERS.resolve(vendor.id()).resolve(file);
    }

    private static List<String> files(Vendor vendor) throws IOException {
        try (Stream<Path> files = Files.list(FOLDERS.resolve(vendor.id()))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
