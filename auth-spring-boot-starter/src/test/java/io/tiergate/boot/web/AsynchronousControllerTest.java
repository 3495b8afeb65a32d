package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import io.tiergate.Decision;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.security.AccessListener;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A protected controller whose handlers answer later. */
class AsynchronousControllerTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withUserConfiguration(Host.class)
            .withPropertyValues(
                    "tiergate.store=memory",
                    "tiergate.catalogue.undeclared=warn",
                    "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Protected.class, Listener.class})
    static class Host {

        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
    }

    @RestController
    static class Protected extends ProtectedController {

        private final List<Runnable> work = new CopyOnWriteArrayList<>();

        Protected() {
            super("p");
        }

        @GetMapping("/later")
        Callable<String> later() {
            return () -> {
                work.forEach(Runnable::run);
                return "42";
            };
        }
    }

    static class Listener implements AccessListener {

        private final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void decided(String permission, Decision decision) {
            heard.add(permission + " " + decision.code());
        }
    }

    @Test
    void anAsynchronousHandlerIsHeardOfOnce() {
        runner.run(context -> {
            Administration administration = context.getBean(Administration.class);
            administration.permissions().define("p", "");
            administration.grants().grant(Grant.allow(Subject.user("bob"), "p"));
            MockMvc mvc = webAppContextSetup(context).apply(springSecurity()).build();
            MvcResult started = mvc.perform(get("/later").with(user("bob"))).andReturn();
            MvcResult done = mvc.perform(asyncDispatch(started)).andReturn();
            assertThat(done.getResponse().getContentAsString()).isEqualTo("42");
            assertThat(context.getBean(Listener.class).heard).containsExactly("p GRANTED");
        });
    }

    @Test
    void whatIsDoneIsNotDeniedAfterwards() {
        runner.run(context -> {
            Administration administration = context.getBean(Administration.class);
            administration.permissions().define("p", "");
            Grant grant = Grant.allow(Subject.user("bob"), "p");
            administration.grants().grant(grant);
            context.getBean(Protected.class)
                    .work
                    .add(() -> administration.grants().grant(Grant.deny(Subject.user("bob"), "p")));
            MockMvc mvc = webAppContextSetup(context).apply(springSecurity()).build();
            MvcResult started = mvc.perform(get("/later").with(user("bob"))).andReturn();
            MvcResult done = mvc.perform(asyncDispatch(started)).andReturn();
            assertThat(done.getResponse().getStatus()).isEqualTo(200);
        });
    }
}
