package io.tiergate.boot.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.tiergate.security.RequiresPermission;
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

    private static void start(String store, Class<?>... sources) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(sources)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF);
        assertThatException().isThrownBy(() -> application.run("--tiergate.store=" + store));
    }
}
