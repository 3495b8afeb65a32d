package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;

/** Two nodes of an application on one database, neither of which looks for changes of the other while a test runs. */
final class TwoNodes {

    private TwoNodes() {}

    interface Scene {

        void play(Node first, Node second) throws Exception;
    }

    static void run(TestDatabase database, Scene scene, String... properties) {
        try (FreshDatabase fresh = database.fresh()) {
            WebApplicationContextRunner node = on(fresh).withPropertyValues(properties);
            node.run(first -> node.run(second -> scene.play(new Node(first), new Node(second))));
        }
    }

    /** One of them. */
    static WebApplicationContextRunner on(FreshDatabase database) {
        return new WebApplicationContextRunner()
                .withUserConfiguration(NodeHost.class)
                .withBean(PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", ""))
                .withPropertyValues(
                        "spring.flyway.locations=classpath:io/tiergate/boot/host/migration",
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.username(),
                        "spring.datasource.password=" + database.password(),
                        "tiergate.feed.interval=11h",
                        "tiergate.feed.allowed-staleness=23h");
    }

    /** One of them, and alice who uses it. */
    static final class Node {

        private final MockMvc mvc;

        private Node(AssertableWebApplicationContext context) {
            mvc = webAppContextSetup(context).apply(springSecurity()).build();
        }

        /** What alice is answered, in a session or without one. */
        MvcResult get(String path, String tenant, @Nullable MockHttpSession session) throws Exception {
            return send(HttpMethod.GET, path, tenant, session);
        }

        MvcResult post(String path, String tenant, @Nullable MockHttpSession session) throws Exception {
            return successful(send(HttpMethod.POST, path, tenant, session));
        }

        boolean allows(String tenant, @Nullable MockHttpSession session) throws Exception {
            MvcResult result = get("/entry", tenant, session);
            return Boolean.parseBoolean(successful(result).getResponse().getContentAsString());
        }

        private static MvcResult successful(MvcResult result) {
            assertThat(result.getResponse().getStatus()).isEqualTo(200);
            return result;
        }

        private MvcResult send(HttpMethod method, String path, String tenant, @Nullable MockHttpSession session)
                throws Exception {
            var request = request(method, path).param("tenant", tenant).with(user("alice"));
            return mvc.perform(session == null ? request : request.session(session))
                    .andReturn();
        }
    }

    /** The session as another node has it: what its attributes are after they were written and read. */
    static MockHttpSession carried(MockHttpSession session) {
        // Which empties it.
        Serializable written = session.serializeState();
        session.deserializeState(written);
        MockHttpSession read = new MockHttpSession();
        read.deserializeState(written);
        return read;
    }
}
