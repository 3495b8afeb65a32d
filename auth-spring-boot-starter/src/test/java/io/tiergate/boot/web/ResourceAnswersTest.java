package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.security.RequiresPermission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.WebApplicationContext;

/** What a request about a resource gets, in each of the ways in which a handler can be guarded. */
class ResourceAnswersTest {

    private static final String READ = "document.read";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withUserConfiguration(Host.class)
            .withPropertyValues(
                    "tiergate.store=memory",
                    "tiergate.catalogue.undeclared=warn",
                    "tiergate.web.reveal=reason",
                    "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({Documents.class, Protected.class})
    static class Host {

        @Bean
        SecurityFilterChain chain(HttpSecurity http, UrlPermissions permissions) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/rule/{id}")
                            .access(permissions.has(READ).on("document:{id}"))
                            .anyRequest()
                            .permitAll())
                    .build();
        }
    }

    @RestController
    static class Documents {

        @GetMapping("/rule/{id}")
        String rule() {
            return "read";
        }

        @GetMapping("/annotated/{id}")
        @RequiresPermission(value = READ, on = "document:{id}")
        String annotated(@PathVariable String id) {
            return "read";
        }

        @GetMapping("/expression/{id}")
        @PreAuthorize("hasPermission(#id, 'document', 'document.read')")
        String expression(@PathVariable String id) {
            return "read";
        }
    }

    @RestController
    static class Protected extends ProtectedController {

        Protected() {
            super(READ, "document:{id}");
        }

        @GetMapping("/protected/{id}")
        String read() {
            return "read";
        }
    }

    private static void declare(WebApplicationContext context) {
        Administration administration = context.getBean(Administration.class);
        administration.permissions().defineIfMissing(READ, "");
        administration.resourceTypes().define("folder", "", List.of(READ));
        administration.resourceTypes().define("document", "", List.of(READ));
        administration.resourceTypes().setBound("document", true);
        Resource folder = Resource.of("folder", "f");
        administration
                .resources()
                .registerAll(List.of(
                        NewResource.of(folder),
                        NewResource.of(Resource.of("document", 1)).below(folder),
                        NewResource.of(Resource.of("document", 2))));
        administration
                .grants()
                .grant(Grant.allow(Subject.user("inherits"), READ).on(folder));
        administration.grants().grant(Grant.allow(Subject.user("everywhere"), READ));
        administration.grants().grant(Grant.allow(Subject.user("barred"), READ));
        administration.grants().grant(Grant.deny(Subject.user("barred"), READ).on(Resource.of("document", 1)));
        administration.resources().transferOwnership(Resource.of("document", 2), Subject.user("owner"));
    }

    private static MockHttpServletResponse answer(
            WebApplicationContext context, String path, RequestPostProcessor who, MediaType wanted) throws Exception {
        return MockMvcBuilders.webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(get(path).with(who).header(HttpHeaders.ACCEPT, wanted.toString()))
                .andReturn()
                .getResponse();
    }

    private static int status(WebApplicationContext context, String path, String who) throws Exception {
        return answer(context, path, user(who), MediaType.APPLICATION_JSON).getStatus();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/annotated/", "/rule/", "/protected/", "/expression/"})
    void aRequestIsDecidedByTheResourceThatItNames(String path) {
        runner.run(context -> {
            declare(context);

            assertThat(status(context, path + 1, "inherits")).isEqualTo(200);
            assertThat(status(context, path + 2, "inherits")).isEqualTo(403);
            assertThat(status(context, path + 1, "owner")).isEqualTo(403);
            assertThat(status(context, path + 2, "owner")).isEqualTo(200);
            assertThat(status(context, path + 1, "everywhere")).isEqualTo(200);
            assertThat(status(context, path + 1, "barred")).isEqualTo(403);
            assertThat(status(context, path + 2, "barred")).isEqualTo(200);
            assertThat(status(context, path + 1, "stranger")).isEqualTo(403);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/annotated/", "/rule/", "/protected/"})
    void whatIsMissingIsSaidToBeOnlyToThoseWhoMayEverywhere(String path) {
        runner.run(context -> {
            declare(context);

            assertThat(status(context, path + 3, "everywhere")).isEqualTo(404);
            assertThat(answer(context, path + 3, user("everywhere"), MediaType.APPLICATION_JSON)
                            .getContentAsString())
                    .contains("\"status\":404", "RESOURCE_NOT_FOUND", "resource-not-found");
            assertThat(answer(context, path + 3, user("everywhere"), MediaType.TEXT_HTML)
                            .getStatus())
                    .isEqualTo(404);
            for (String who : List.of("inherits", "owner", "stranger")) {
                assertThat(status(context, path + 3, who)).as(who).isEqualTo(403);
            }
        });
    }

    @Test
    void theReasonTellsNobodyElseWhatIsThere() {
        runner.run(context -> {
            declare(context);
            for (MediaType wanted : List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_HTML)) {
                String there = answer(context, "/annotated/2", user("stranger"), wanted)
                        .getContentAsString();
                String missing = answer(context, "/annotated/3", user("stranger"), wanted)
                        .getContentAsString();

                assertThat(missing.replace("/annotated/3", "/annotated/2")).isEqualTo(there);
                if (wanted.equals(MediaType.APPLICATION_JSON)) {
                    assertThat(there).contains("NOT_GRANTED");
                }
            }
        });
    }

    @Test
    void whatEveryoneMayAndIsMissingIsMissingForNobodyToo() {
        runner.run(context -> {
            declare(context);
            assertThat(answer(context, "/annotated/3", anonymous(), MediaType.APPLICATION_JSON)
                            .getStatus())
                    .isIn(401, 403);

            context.getBean(Administration.class).grants().grant(Grant.allow(Group.EVERYONE, READ));

            for (String path : List.of("/annotated/", "/rule/", "/protected/")) {
                assertThat(answer(context, path + 1, anonymous(), MediaType.APPLICATION_JSON)
                                .getStatus())
                        .isEqualTo(200);
                assertThat(answer(context, path + 3, anonymous(), MediaType.APPLICATION_JSON)
                                .getStatus())
                        .isEqualTo(404);
                assertThat(answer(context, path + 3, anonymous(), MediaType.TEXT_HTML)
                                .getStatus())
                        .isEqualTo(404);
            }
        });
    }

    @Test
    void anIdThatCannotBeOneIsMissingToo() {
        runner.run(context -> {
            declare(context);
            String path = "/annotated/" + "x".repeat(300);

            assertThat(status(context, path, "everywhere")).isEqualTo(404);
            assertThat(status(context, path, "stranger")).isEqualTo(403);
        });
    }
}
