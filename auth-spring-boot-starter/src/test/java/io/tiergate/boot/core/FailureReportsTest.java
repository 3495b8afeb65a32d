package io.tiergate.boot.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.tiergate.security.RequiresPermission;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

/** What a newcomer reads when an application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailureReportsTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
    static class WithoutDatabase {}

    @Configuration(proxyBeanMethods = false)
    static class Unguardable {

        @Bean
        Work work() {
            return new Work();
        }

        static class Work {

            @RequiresPermission({})
            public void doIt() {}
        }
    }

    @Test
    void noStore(CapturedOutput output) {
        start("jpa", WithoutDatabase.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Tiergate has no store.")
                .contains("- Give the application a database: spring-boot-starter-data-jpa")
                .contains("- Set tiergate.store=memory")
                .doesNotContain("\tat ");
    }

    @Test
    void anEmptyAnnotation(CapturedOutput output) {
        start("memory", WithoutDatabase.class, Unguardable.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Work.doIt() names no permission. Name at least one")
                .doesNotContain("\tat ");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
    static class TwoDatabases {

        @Bean
        DataSource one() {
            return new EmbeddedDatabaseBuilder()
                    .setType(EmbeddedDatabaseType.H2)
                    .generateUniqueName(true)
                    .build();
        }

        @Bean
        DataSource two() {
            return new EmbeddedDatabaseBuilder()
                    .setType(EmbeddedDatabaseType.H2)
                    .generateUniqueName(true)
                    .build();
        }
    }

    @Test
    void severalDataSources(CapturedOutput output) {
        start("jpa", TwoDatabases.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("several DataSource beans, and none is primary: one, two.")
                .contains("- Put @TiergateDataSource on the bean")
                .doesNotContain("\tat ");
    }

    @Test
    void missingTables(CapturedOutput output) {
        startOnOneDatabase("--tiergate.schema.mode=validate");

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("There are no tables of Tiergate in the schema 'PUBLIC'")
                .contains("io/tiergate/schema/h2/V1__three_tiers.sql")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tiergate.feed.interval=1ms              | The interval of the change feed is PT0.001S: it must be at least PT0.01S. The default is PT1S. | Change tiergate.feed.interval or tiergate.feed.allowed-staleness
            tiergate.feed.interval=20s              | The allowed staleness is PT30S: it must be at least twice the interval of the change feed, which is PT20S. | Change tiergate.feed.interval or tiergate.feed.allowed-staleness
            tiergate.feed.allowedStaleness=2d       | The allowed staleness is PT48H: it must be at most PT24H. The default is PT30S. | Change tiergate.feed.interval or tiergate.feed.allowed-staleness
            tiergate.cache.maximum-subjects=0       | The maximum number of subjects that are kept is 0: it must be at least 1. | Change tiergate.cache.maximum-subjects
            tiergate.cache.maximum-resources=0      | The maximum number of resources that are kept is 0: it must be at least 1. | Change tiergate.cache.maximum-resources
            tiergate.cache.maximum-tenants=-1       | The maximum number of tenants that are kept is -1: it must be at least 1. | Change tiergate.cache.maximum-tenants
            tiergate.feed.interval=soon             | Failed to bind properties under 'tiergate.feed.interval' | Update your application's configuration
            tiergate.feed.push=kafka                | Failed to bind properties under 'tiergate.feed.push' | POSTGRESQL
            tiergate.cache.maximum-subjects=many    | Failed to bind properties under 'tiergate.cache.maximum-subjects' | Update your application's configuration
            tiergate.schema.mode=update             | Failed to bind properties under 'tiergate.schema.mode' | VALIDATE
            tiergate.schema.name=no"where           | The migration of Tiergate's tables in the schema 'no"where' failed | Mend the cause and start again
            tiergate.tenant=a b                     | 'a b' | Update your application's configuration
            tiergate.feed.push=postgresql           | Tiergate cannot use the DataSource. The DataSource is of h2: LISTEN and NOTIFY are PostgreSQL's. | Remove tiergate.feed.push=postgresql
            """)
    void aPropertyThatCannotBe(String property, String description, String action, CapturedOutput output) {
        startOnOneDatabase("--" + property);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains(description)
                .contains(action)
                .doesNotContain("\tat ");
    }

    @Test
    void aPoolThatReadsWhatIsNotCommitted(CapturedOutput output) {
        assertThatException()
                .isThrownBy(() -> application(Pooled.class)
                        .run(
                                "--spring.datasource.url=jdbc:h2:mem:dirty",
                                "--spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_UNCOMMITTED"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("The connections of the DataSource read what is not committed (READ UNCOMMITTED).")
                .contains("spring.datasource.hikari.transaction-isolation")
                .doesNotContain("\tat ");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Pooled {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(excludeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
    static class OneDatabase {

        @Bean
        DataSource one() {
            return new EmbeddedDatabaseBuilder()
                    .setType(EmbeddedDatabaseType.H2)
                    .generateUniqueName(true)
                    .build();
        }
    }

    private static void start(String store, Class<?>... sources) {
        assertThatException().isThrownBy(() -> application(sources).run("--tiergate.store=" + store));
    }

    private static void startOnOneDatabase(String property) {
        assertThatException().isThrownBy(() -> application(OneDatabase.class).run(property));
    }

    private static SpringApplicationBuilder application(Class<?>... sources) {
        return new SpringApplicationBuilder(sources)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF);
    }
}
