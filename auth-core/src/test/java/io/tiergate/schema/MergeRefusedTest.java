package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be merged is answered in one line that says so, and nothing is written. */
class MergeRefusedTest {

    private static final String USE =
            "Use: <vendor> <folder of the application's migrations> [further folders of the same"
                    + " history] [--prefix=V], or: print <vendor> [from-version]. Vendors: h2, postgresql, mariadb.";

    @TempDir
    Path directory;

    private MigrationFolder folder;
    private Path first;

    @BeforeEach
    void folder() throws IOException {
        folder = new MigrationFolder(directory);
        folder.merge(folder.library(2));
        first = folder.path.resolve("V1__tiergate_three_tiers.sql");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | A vendor and a folder are needed.",
                "h2 | A vendor and a folder are needed.",
                "print | A vendor and a folder are needed.",
                "h2 FOLDER --suffix=.ddl | '--suffix=.ddl' is no option.",
                "h2 FOLDER --prefix= | '--prefix=' is no option.",
                "print h2 1 2 | '2' is too much.",
            })
    void aCommandThatIsNoneIsAnsweredWithTheOnesThatAre(String command, String message) throws IOException {
        refused(message + " " + USE, command == null ? "" : command);
    }

    @ParameterizedTest
    @CsvSource({"oracle FOLDER, oracle", "print mysql, mysql", "H2 FOLDER, H2"})
    void anUnknownVendorIsAnsweredWithTheKnown(String command, String vendor) throws IOException {
        refused(
                "Tiergate has no tables for the vendor '" + vendor + "'. Name one of h2, postgresql, mariadb.",
                command);
    }

    @ParameterizedTest
    @CsvSource({"0", "99", "one", "-1"})
    void anUnknownVersionIsAnsweredWithTheKnown(String version) throws IOException {
        refused("'" + version + "' is no version of Tiergate's schema. They are 1 to 2.", "print h2 " + version);
    }

    @Test
    void aFolderThatIsNotThereIsNamedInFull() throws IOException {
        for (String command : List.of("h2 src/nowhere", "h2 FOLDER src/nowhere")) {
            refused(
                    "There is no folder '" + Path.of("src/nowhere").toAbsolutePath()
                            + "'. Name the one that the migrations of the application are in, or create it.",
                    command);
        }
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        refused(
                "There is no folder '" + first
                        + "'. Name the one that the migrations of the application are in, or create" + " it.",
                "h2 " + first);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Path broken = Files.createSymbolicLink(folder.path.resolve("V9__link.sql"), Path.of("nowhere"));

        refused(
                "The file '" + broken + "' cannot be read (" + broken + "). Repair or remove it, and merge again.",
                "h2 FOLDER");
    }

    @Test
    void aCircleOfFoldersIsNamed() throws IOException {
        Path circle = Files.createSymbolicLink(folder.path.resolve("circle"), folder.path);

        refused(
                "The folder '" + folder.path + "' cannot be read (java.nio.file.FileSystemLoopException: " + circle
                        + "). See that it can be, and merge again.",
                "h2 FOLDER");
    }

    @ParameterizedTest
    @CsvSource({"V4__tiergate_more.sql", ".V4__tiergate_more.sql.part"})
    void nothingIsLeftIfTheLastOfThemCannotBeWritten(String name) throws IOException {
        Path inTheWay = Files.createDirectory(folder.path.resolve(name));
        List<String> before = folder.names();

        MergeException refused = catchThrowableOfType(MergeException.class, () -> folder.merge(folder.library(4)));

        assertThat(refused)
                .hasMessageStartingWith("The folder '" + folder.path + "' cannot be written to (")
                .hasMessageContaining(inTheWay.toString())
                .hasMessageEndingWith("). See that it can be, and merge again.");
        assertThat(folder.names()).isEqualTo(before);
        assertThat(inTheWay).isDirectory();
    }

    @Test
    void twoFilesOfOneVersionAreNamed() throws IOException {
        Path second = folder.write("V8__copy.sql", Files.readString(first));

        refused(
                "The files '" + first + "' and '" + second
                        + "' are both of Tiergate schema 1. Remove the one that has not" + " been run.",
                "h2 FOLDER");
    }

    @Test
    void aGapIsNamed() throws IOException {
        Files.delete(first);

        refused(
                "The folder has Tiergate schema 2 in '" + folder.path.resolve("V2__tiergate_more.sql")
                        + "', but not 1, which comes before it. Bring the file of 1 back, or remove that of 2 if it has not"
                        + " been run.",
                "h2 FOLDER");
    }

    @Test
    void aChangedFileIsNamedAndNotTouched() throws IOException {
        String changed = Files.readString(first).replace("varchar(1000)", "text") + "-- more\n";
        Files.writeString(first, changed);

        refused(
                "The file '" + first
                        + "' is no longer what was merged as Tiergate schema 1. Bring it back as it was, or"
                        + " remove it if it has not been run.",
                "h2 FOLDER");
        assertThat(first).hasContent(changed);
    }

    @Test
    void aFolderOfAnotherVendorIsNotMergedInto() throws IOException {
        refused(
                "The file '" + first
                        + "' has Tiergate's tables for h2, not for mariadb. Name the folder of the migrations"
                        + " for mariadb alone.",
                "mariadb FOLDER");
    }

    private void refused(String message, String command) throws IOException {
        List<String> before = folder.names();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        String[] arguments = command.isEmpty()
                ? new String[0]
                : command.replace("FOLDER", folder.path.toString()).split(" ");

        MergeException refused = catchThrowableOfType(
                MergeException.class,
                () -> new MergeMigrations(folder.library(2), MigrationFolder.NOW, out).run(arguments));

        assertThat(refused).hasMessage(message);
        assertThat(message).hasSizeLessThan(400).doesNotContain("\n");
        assertThat(printed.size()).isZero();
        assertThat(folder.names()).isEqualTo(before);
    }
}
