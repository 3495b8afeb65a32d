package io.tiergate.boot.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.tiergate.security.RequiresPermission;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
        SpringApplicationBuilder application = new SpringApplicationBuilder(OneDatabase.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF);
        assertThatException().isThrownBy(() -> application.run("--tiergate.schema.mode=validate"));

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("There are no tables of Tiergate in the schema 'PUBLIC'")
                .contains("io/tiergate/schema/h2/V1__three_tiers.sql")
                .doesNotContain("\tat ");
    }

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
        SpringApplicationBuilder application = new SpringApplicationBuilder(sources)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF);
        assertThatException().isThrownBy(() -> application.run("--tiergate.store=" + store));
    }
}
