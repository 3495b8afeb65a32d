package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts with one history, their own, in which Tiergate's scripts are. */
class MergedHistoryTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void runsOursBetweenTheHostsOwn(TestDatabase database) throws IOException {
        MigrationFolder folder = new MigrationFolder(directory);
        Vendor vendor = Vendor.valueOf(database.name());
        for (int version = 1; version <= 5; version++) {
            folder.write("V" + version + "__host.sql", "CREATE TABLE host_" + version + " (id bigint NOT NULL);\n");
        }
        try (FreshDatabase fresh = database.fresh()) {
            DataSource dataSource = fresh.dataSource();
            assertThat(start(folder, dataSource)).containsExactly("1", "2", "3", "4", "5");

            assertThat(folder.merge(folder.library(1), vendor)).containsExactly("V6__tiergate_three_tiers.sql");
            assertThat(start(folder, dataSource)).hasSize(6).endsWith("6");

            folder.write("V7__host.sql", "CREATE TABLE host_7 (id bigint NOT NULL);\n");
            List<String> upgraded = folder.merge(Scripts.ofThisLibrary(), vendor);
            assertThat(upgraded).hasSize(Script.ALL.size() - 1);
            assertThat(start(folder, dataSource)).hasSize(7 + upgraded.size());
            FirstGrant.worksOn(dataSource);

            assertThat(folder.merge(Scripts.ofThisLibrary(), vendor)).isEmpty();
            assertThat(flyway(folder, dataSource).migrate().migrationsExecuted).isZero();
            FirstGrant.worksOn(dataSource);
        }
    }

    /** Ours ran before in a history of its own. */
    @ParameterizedTest
    @EnumSource
    void takesOverWhatTiergateMigratedItself(TestDatabase database) throws IOException {
        MigrationFolder folder = new MigrationFolder(directory);
        folder.write("V1__host.sql", "CREATE TABLE host_1 (id bigint NOT NULL);\n");
        try (FreshDatabase fresh = database.fresh()) {
            DataSource dataSource = fresh.dataSource();
            start(folder, dataSource);
            new SchemaMigration(dataSource).migrate();
            FirstGrant.worksOn(dataSource);

            folder.merge(Scripts.ofThisLibrary(), Vendor.valueOf(database.name()));

            assertThat(start(folder, dataSource)).hasSize(1 + Script.ALL.size());
            FirstGrant.worksOn(dataSource);
        }
    }

    /** The versions in the history afterwards. */
    private static List<String> start(MigrationFolder folder, DataSource dataSource) {
        Flyway flyway = flyway(folder, dataSource);
        flyway.migrate();
        return Arrays.stream(flyway.info().applied())
                .map(MigrationInfo::getVersion)
                .map(String::valueOf)
                .toList();
    }

    private static Flyway flyway(MigrationFolder folder, DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("filesystem:" + folder.path)
                .load();
    }
}
