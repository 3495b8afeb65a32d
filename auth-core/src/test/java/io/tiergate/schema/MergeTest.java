package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiergate's scripts among a host's own. */
class MergeTest {

    @TempDir
    Path directory;

    private MigrationFolder folder;

    @BeforeEach
    void folder() throws IOException {
        folder = new MigrationFolder(directory);
    }

    @Test
    void haveOurVersionInTheFirstLineAndOurTextBelow() throws IOException {
        folder.merge(folder.library(1));

        assertThat(folder.read("V1__tiergate_three_tiers.sql"))
                .startsWith("-- Tiergate schema 1 (h2). Written by MergeMigrations; do not change.\n")
                .endsWith("\n" + folder.library(1).text(Script.ALL.get(0), Vendor.H2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | V1",
                "V1__a.sql V5__b.sql V3__c.sql | V6",
                "V9__a.sql V10__b.sql | V11",
                "V001__a.sql V005__b.sql | V006",
                "V1.4__a.sql V1.3__b.sql | V1.5",
                "V1.9__a.sql V1.10__b.sql | V1.11",
                "V1_4__a.sql | V1_5",
                "V20260430101500__a.sql | V20260501120000",
                "V20270101000000__a.sql | V20270101000001",
                "V2__a.sql deeper/still/V7__b.sql | V8",
                "V2__a.sql V8__Code.java | V9",
                "V2__a.sql V8__Code.kt | V9",
                "V2__a.sql B7__baseline.sql | V8",
                "V2__a.sql R__views.sql U7__undo.sql notes.txt V.sql Vendor__x.sql v9__lower.sql | V3",
                "V4.sql | V5",
            })
    void takeTheNextVersionInTheStyleOfTheHost(String host, String version) throws IOException {
        if (host != null && !host.isEmpty()) {
            folder.with(host.split(" "));
        }

        assertThat(folder.merge(folder.library(1))).containsExactly(version + "__tiergate_three_tiers.sql");
    }

    @Test
    void takeThePrefixOfTheHost() throws IOException {
        folder.with("M3__a.sql", "V9__no-migration-here.sql");

        assertThat(folder.merge(folder.library(1), "M")).containsExactly("M4__tiergate_three_tiers.sql");
    }

    @Test
    void comeAfterMigrationsInOtherFoldersOfTheSameHistory() throws IOException {
        folder.with("M5__a.sql");
        Path code = Files.createDirectories(directory.resolve("src/main/java/db/migration"));
        Files.writeString(code.resolve("V6__Code.java"), "");

        assertThat(folder.merge(folder.library(1), "M", code)).containsExactly("M7__tiergate_three_tiers.sql");
    }

    /** The highest version is that of Flyway, read with Flyway itself. */
    @Test
    void countAsFlywayCounts() throws IOException {
        folder.with(
                "V1__a.sql",
                "V1.4__b.sql",
                "V01_5__c.sql",
                "B1.4.9__d.sql",
                "R__e.sql",
                "deeper/V1.10__f.sql",
                "V1.2.sql");
        MigrationInfo[] known = Flyway.configure()
                .dataSource("jdbc:h2:mem:count", "sa", "")
                .locations("filesystem:" + folder.path)
                .load()
                .info()
                .all();

        assertThat(known)
                .extracting(info -> String.valueOf(info.getVersion()))
                .contains("1.2", "1.10")
                .doesNotContain("1.11");
        assertThat(folder.merge(folder.library(1))).containsExactly("V1.11__tiergate_three_tiers.sql");
    }

    @Test
    void areWrittenOnce() throws IOException {
        folder.with("V5__a.sql");
        folder.merge(folder.library(1));
        List<String> names = folder.names();

        assertThat(folder.merge(folder.library(1))).isEmpty();
        assertThat(folder.names()).isEqualTo(names);
    }

    @Test
    void areWrittenOnlyAsFarAsNewAfterAnUpgrade() throws IOException {
        folder.with("V5__a.sql");
        folder.merge(folder.library(1));
        folder.with("V7__b.sql");

        assertThat(folder.merge(folder.library(3))).containsExactly("V8__tiergate_more.sql", "V9__tiergate_more.sql");
        assertThat(folder.read("V9__tiergate_more.sql"))
                .isEqualTo("-- Tiergate schema 3 (h2). Written by MergeMigrations; do not change.\n"
                        + "CREATE TABLE tiergate_more_3 (id bigint NOT NULL);\n");
        assertThat(folder.merge(folder.library(3))).isEmpty();
    }

    @Test
    void areAllWrittenInTheirOrderAtFirst() throws IOException {
        folder.with("V20260430101500__a.sql");

        assertThat(folder.merge(folder.library(3)))
                .containsExactly(
                        "V20260501120000__tiergate_three_tiers.sql",
                        "V20260501120001__tiergate_more.sql",
                        "V20260501120002__tiergate_more.sql");
    }

    @Test
    void areLeftAloneByAnOlderLibrary() throws IOException {
        folder.merge(folder.library(2));

        assertThat(folder.merge(folder.library(1))).isEmpty();
    }

    @Test
    void areKnownUnderAnotherNameAndInAnotherFolder() throws IOException {
        folder.merge(folder.library(1));
        Path moved = folder.path.resolve("deeper/V3__permissions.sql");
        Files.createDirectories(moved.getParent());
        Files.move(folder.path.resolve("V1__tiergate_three_tiers.sql"), moved);

        assertThat(folder.merge(folder.library(1))).isEmpty();
    }

    @Test
    void areKnownWithOtherLineEndsAndAMarkOfTheEncoding() throws IOException {
        folder.merge(folder.library(1));
        String name = "V1__tiergate_three_tiers.sql";
        folder.write(name, "\uFEFF" + folder.read(name).replace("\n", "\r\n"));

        assertThat(folder.merge(folder.library(1))).isEmpty();
    }

    @Test
    void standBesideFilesInAnyEncoding() throws IOException {
        Files.write(folder.path.resolve("V1__latin.sql"), "-- Größe\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(folder.merge(folder.library(1))).containsExactly("V2__tiergate_three_tiers.sql");
    }

    @Test
    void takeThePlaceOfWhatARunThatWasKilledHasLeft() throws IOException {
        folder.write(".V1__tiergate_three_tiers.sql.part", "-- Tiergate sch");

        folder.merge(folder.library(1));

        assertThat(folder.names()).containsExactly("V1__tiergate_three_tiers.sql");
        assertThat(folder.merge(folder.library(1))).isEmpty();
    }
}
