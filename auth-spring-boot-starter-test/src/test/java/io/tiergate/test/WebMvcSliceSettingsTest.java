package io.tiergate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.security.Access;
import io.tiergate.security.TenantResolver;
import io.tiergate.test.host.HostApplication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.security.core.Authentication;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What an application and a test say of a slice is kept. */
@WebMvcTest(properties = "tiergate.catalogue.undeclared=warn")
@ContextConfiguration(classes = HostApplication.class)
@Import(WebMvcSliceSettingsTest.Acme.class)
class WebMvcSliceSettingsTest {

    @TestConfiguration(proxyBeanMethods = false)
    static class Acme {

        @Bean
        TenantResolver tenants() {
            return (@Nullable Authentication authentication) -> Tenant.of("acme");
        }
    }

    @Test
    void whatTheTestSaysWins(@Autowired Environment environment) {
        assertThat(environment.getProperty("tiergate.catalogue.undeclared")).isEqualTo("warn");
    }

    @Test
    @WithPermissions("invoice.read")
    void permissionsAreHeldInTheTenantOfTheApplication(@Autowired Access access, @Autowired MockMvcTester mvc) {
        assertThat(access.tenant()).isEqualTo(Tenant.of("acme"));
        assertThat(access.subject()).isEqualTo(Subject.user("user"));
        assertThat(access.has("invoice.read")).isTrue();
        assertThat(mvc.get().uri("/invoices/7")).hasStatusOk();
    }
}
