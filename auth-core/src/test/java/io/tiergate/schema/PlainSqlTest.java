package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/** The same scripts for those who run them with something else than Flyway. */
class PlainSqlTest {

    private static final Path DOCS = Path.of("..", "docs");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void isInTheDocsAsItIsPrinted(Vendor vendor) throws IOException {
        Path file = DOCS.resolve("sql").resolve(vendor.id() + ".sql");
        String printed = Scripts.ofThisLibrary().plainSql(vendor, 1);
        if (Boolean.getBoolean("tiergate.docs.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, printed);
        }

        assertThat(Files.readString(file))
                .as("write it again with -Dtiergate.docs.write=true")
                .isEqualTo(printed);
    }

    /** Flyway would replace it, Liquibase would take it for a parameter of its own. */
    @ParameterizedTest
    @EnumSource
    void hasNothingThatToolsReplace(Vendor vendor) {
        assertThat(Scripts.ofThisLibrary().plainSql(vendor, 1)).doesNotContain("${");
    }

    @ParameterizedTest
    @EnumSource
    void isRunByADatabaseAdministrator(TestDatabase database) throws Exception {
        try (FreshDatabase fresh = database.fresh()) {
            DataSource dataSource = fresh.dataSource();
            try (var connection = dataSource.getConnection()) {
                String sql = Scripts.ofThisLibrary().plainSql(Vendor.valueOf(database.name()), 1);
                ScriptUtils.executeSqlScript(connection, new ByteArrayResource(sql.getBytes(StandardCharsets.UTF_8)));
            }

            FirstGrant.worksOn(dataSource);
        }
    }

    /** With the change log that the page shows. */
    @ParameterizedTest
    @EnumSource
    void isRunByLiquibaseFromTheJar(TestDatabase database) throws Exception {
        String shown = changeLogOfThePage();
        assertThat(Pattern.compile("path=\"([^\"]+)\"").matcher(shown).results().map(result -> result.group(1)))
                .containsExactlyElementsOf(Script.ALL.stream()
                        .map(script -> script.path(Vendor.POSTGRESQL))
                        .toList());
        Path changeLog = Files.writeString(
                directory.resolve("changelog.xml"), shown.replace("postgresql/", database.vendor() + "/"));
        try (FreshDatabase fresh = database.fresh()) {
            DataSource dataSource = fresh.dataSource();

            update(dataSource, changeLog);
            FirstGrant.worksOn(dataSource);

            update(dataSource, changeLog);
            assertThat(new JdbcTemplate(dataSource)
                            .queryForObject("SELECT count(*) FROM DATABASECHANGELOG", Integer.class))
                    .isEqualTo(Script.ALL.size());
            FirstGrant.worksOn(dataSource);
        }
    }

    private static String changeLogOfThePage() throws IOException {
        String page = Files.readString(DOCS.resolve("merging.md"));
        List<String> blocks = Pattern.compile("```xml\n(<\\?xml.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(result -> result.group(1))
                .toList();
        assertThat(blocks).hasSize(1);
        return blocks.get(0);
    }

    private static void update(DataSource dataSource, Path changeLog) throws LiquibaseException {
        SpringLiquibase liquibase = new SpringLiquibase();
        liquibase.setDataSource(dataSource);
        liquibase.setResourceLoader(new DefaultResourceLoader());
        liquibase.setChangeLog(changeLog.toUri().toString());
        liquibase.afterPropertiesSet();
    }
}
