package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Nodes that share their sessions in the database, by Spring Session. */
class StoredSessionTest {

    @Configuration(proxyBeanMethods = false)
    @EnableJdbcHttpSession
    @Import(Entrance.class)
    static class StoredSessions {}

    @RestController
    static class Entrance {

        @PostMapping("/session")
        String begin(HttpSession session) {
            return session.getId();
        }
    }

    @ParameterizedTest
    @CsvSource({"H2, schema-h2.sql", "POSTGRESQL, schema-postgresql.sql", "MARIADB, schema-mysql.sql"})
    void aSessionThatHasChangedPermissionsSeesItOnANodeThatReadsTheSessionFromTheDatabase(
            TestDatabase type, String tables) {
        try (FreshDatabase database = type.fresh()) {
            WebApplicationContextRunner node = TwoNodes.on(database).withUserConfiguration(StoredSessions.class);

            node.run(one -> node.run(other -> {
                new ResourceDatabasePopulator(new ClassPathResource("org/springframework/session/jdbc/" + tables))
                        .execute(database.dataSource());
                MockMvc first = mvc(one);
                MockMvc second = mvc(other);
                Cookie session = begun(first);
                Cookie another = begun(first);
                assertThat(allows(second, session)).isFalse();

                send(first, HttpMethod.POST, "/grant", session);
                assertThat(new JdbcTemplate(database.dataSource())
                                .queryForList("select attribute_name from SPRING_SESSION_ATTRIBUTES", String.class))
                        .containsExactly(SessionChanges.ATTRIBUTE);
                assertThat(allows(second, another)).isFalse();
                assertThat(allows(second, session)).isTrue();

                send(first, HttpMethod.POST, "/revoke", session);
                assertThat(allows(second, another)).isTrue();
                assertThat(allows(second, session)).isFalse();
            }));
        }
    }

    private static MockMvc mvc(AssertableWebApplicationContext context) {
        return webAppContextSetup(context)
                .addFilters(context.getBean(SessionRepositoryFilter.class))
                .apply(springSecurity())
                .build();
    }

    private static Cookie begun(MockMvc node) throws Exception {
        Cookie session = send(node, HttpMethod.POST, "/session").getCookie("SESSION");
        assertThat(session).isNotNull();
        return session;
    }

    private static boolean allows(MockMvc node, Cookie session) throws Exception {
        return Boolean.parseBoolean(
                send(node, HttpMethod.GET, "/entry", session).getContentAsString());
    }

    private static MockHttpServletResponse send(MockMvc node, HttpMethod method, String path, Cookie... session)
            throws Exception {
        var request = request(method, path).param("tenant", "default").with(user("alice"));
        MockHttpServletResponse response = node.perform(session.length == 0 ? request : request.cookie(session))
                .andReturn()
                .getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return response;
    }
}
