package io.tiergate.boot.routes;

import static io.tiergate.boot.routes.Honesty.as;
import static io.tiergate.boot.routes.Honesty.route;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.security.RequiresPermission;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.method.HandleAuthorizationDenied;
import org.springframework.security.authorization.method.ThrowingMethodAuthorizationDeniedHandler;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Handlers that code registers after the start. */
class LateHandlersTest {

    static final AtomicInteger ASKED = new AtomicInteger();

    @Configuration(proxyBeanMethods = false)
    static class Counting {

        @Bean
        @Order(1)
        SecurityFilterChain counting(HttpSecurity http) {
            return http.securityMatcher("/counted/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().access((user, context) -> {
                        ASKED.incrementAndGet();
                        return new AuthorizationDecision(false);
                    }))
                    .build();
        }
    }

    @RestController
    static class Early {

        @GetMapping("/counted")
        public String early() {
            return "42";
        }
    }

    /** No bean, so that no proxy is around it. */
    static class Late {

        @ResponseBody
        public String open() {
            return "42";
        }

        @ResponseBody
        @RequiresPermission("p1")
        public String guarded() {
            return "42";
        }

        @ResponseBody
        @RequiresPermission("p1")
        @HandleAuthorizationDenied(handlerClass = ThrowingMethodAuthorizationDeniedHandler.class)
        public String handled() {
            return "42";
        }

        @ResponseBody
        @RequiresPermission(value = "p1", on = "document:{id}")
        public String onResource(@PathVariable String id) {
            return "42";
        }
    }

    @Test
    void areRoutesAsSoonAsTheyAreThereAndNoLonger() {
        RoutesHost.with(Early.class, Counting.class).run(context -> {
            Routes routes = context.getBean(Routes.class);
            assertThat(routes.all()).extracting(Route::address).containsExactly("GET /counted");

            RequestMappingInfo open = register(context, "/open/late", "open");
            RequestMappingInfo guarded = register(context, "/admin/late", "open");

            assertThat(as(context, "/open/late", HttpMethod.GET).getStatus()).isEqualTo(200);
            assertThat(routes.all())
                    .extracting(Route::address)
                    .containsExactly("GET /admin/late", "GET /counted", "GET /open/late");
            assertThat(route(context, "/open/late").guard()).isEqualTo("open to all");
            assertThat(route(context, "/admin/late").guard()).isEqualTo("authority ADMIN (URL rule)");

            RequestMappingHandlerMapping mapping = mapping(context);
            mapping.unregisterMapping(open);
            mapping.unregisterMapping(guarded);
            assertThat(routes.all()).extracting(Route::address).containsExactly("GET /counted");
        });
    }

    @Test
    void areGuardedByTheirAnnotationsOnlyWhereTheseAreEnforced() {
        RoutesHost.with(Early.class, Counting.class).run(context -> {
            register(context, "/open/guarded", "guarded");
            register(context, "/open/handled", "handled");
            register(context, "/open/resource/{id}", "onResource");

            assertThat(as(context, "/open/guarded", HttpMethod.GET).getStatus()).isEqualTo(403);
            assertThat(route(context, "/open/guarded").guard()).isEqualTo("p1");
            assertThat(as(context, "/open/handled", HttpMethod.GET).getStatus()).isEqualTo(200);
            assertThat(route(context, "/open/handled").unguarded()).isTrue();
            assertThat(as(context, "/open/resource/1", HttpMethod.GET).getStatus())
                    .isEqualTo(200);
            assertThat(route(context, "/open/resource/{id}").unguarded()).isTrue();
            assertThat(route(context, "/open/resource/{id}").notes())
                    .containsExactly(
                            "@RequiresPermission(p1 on document:{id}) is not enforced: no proxy is around the bean");
        });
    }

    @Test
    void rulesAreNotAskedAgainAboutHandlersThatAreKnown() {
        RoutesHost.with(Early.class, Counting.class).run(context -> {
            int atTheStart = ASKED.get();
            register(context, "/open/late", "open");

            assertThat(context.getBean(Routes.class).all()).hasSize(2);
            assertThat(atTheStart).isPositive();
            assertThat(ASKED).hasValue(atTheStart);
        });
    }

    private static RequestMappingInfo register(WebApplicationContext context, String path, String name) {
        RequestMappingHandlerMapping mapping = mapping(context);
        Method method = BeanUtils.findDeclaredMethodWithMinimalParameters(Late.class, name);
        RequestMappingInfo info = RequestMappingInfo.paths(path)
                .methods(RequestMethod.GET)
                .options(mapping.getBuilderConfiguration())
                .build();
        mapping.registerMapping(info, new Late(), method);
        return info;
    }

    private static RequestMappingHandlerMapping mapping(WebApplicationContext context) {
        return context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }
}
