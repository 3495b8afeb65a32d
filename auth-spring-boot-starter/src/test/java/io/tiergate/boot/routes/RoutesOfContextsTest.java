package io.tiergate.boot.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import jakarta.servlet.Filter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authorization.AuthorizationObservationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Routes of several application contexts, and what finding them out leaves alone. */
class RoutesOfContextsTest {

    @Test
    void theRoutesOfAnApplicationContextBelowGoWithIt() {
        RoutesHost.with(Forgotten.class).run(context -> {
            Routes routes = context.getBean(Routes.class);
            AnnotationConfigWebApplicationContext below = new AnnotationConfigWebApplicationContext();
            below.setParent(context);
            below.setServletContext(context.getServletContext());
            below.register(Below.class);
            below.refresh();
            assertThat(routes.unguarded()).extracting(Route::address).containsExactly("GET /below", "GET /forgotten");

            below.close();

            assertThat(routes.unguarded()).extracting(Route::address).containsExactly("GET /forgotten");
        });
    }

    @RestController
    static class Forgotten {

        @GetMapping("/forgotten")
        public void get() {}
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebMvc
    @RestController
    static class Below {

        @GetMapping("/below")
        public void get() {}
    }

    /** Names of what was observed; authorizations only. */
    static class Observed implements ObservationHandler<AuthorizationObservationContext<?>> {

        private final List<Object> authorizations = new CopyOnWriteArrayList<>();

        @Override
        public void onStart(AuthorizationObservationContext<?> context) {
            authorizations.add(context.getObject());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof AuthorizationObservationContext<?>;
        }
    }

    @Test
    void requestsThatNobodyHasSentAreNotObserved() {
        RoutesHost.with(Forgotten.class, Observed.class).run(context -> {
            Observed observed = context.getBean(Observed.class);
            assertThat(context.getBean(Routes.class).all()).isNotEmpty();
            assertThat(observed.authorizations).isEmpty();

            MockHttpServletRequest sent = new MockHttpServletRequest("GET", "/nobody/x");
            context.getBean("springSecurityFilterChain", Filter.class)
                    .doFilter(sent, new MockHttpServletResponse(), new MockFilterChain());

            assertThat(observed.authorizations).hasSize(1);
        });
    }
}
