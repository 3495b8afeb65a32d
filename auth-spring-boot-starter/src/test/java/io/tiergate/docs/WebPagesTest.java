package io.tiergate.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.webAppContextSetup;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.access.expression.WebExpressionAuthorizationManager;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.context.WebApplicationContext;

/** The snippets about the web do what their pages say. */
class WebPagesTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withUserConfiguration(Host.class)
            .withPropertyValues(
                    "tiergate.store=memory",
                    "tiergate.catalogue.undeclared=warn",
                    "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({WebPages.Urls.class, WebPages.OrderController.class})
    static class Host {}

    @Test
    void rulesForUrlsAndFunctionsAsk() {
        runner.run(context -> {
            assertThat(answer(context, get("/invoices")).getStatus()).isEqualTo(403);
            grant(context, "invoice.read");
            assertThat(answer(context, get("/invoices")).getContentAsString()).isEqualTo("invoices");
            assertThat(answer(context, post("/invoices")).getStatus()).isEqualTo(403);
            grant(context, "invoice.write");
            assertThat(answer(context, post("/invoices")).getContentAsString()).isEqualTo("added");
            assertThat(answer(context, get("/reports/1")).getStatus()).isEqualTo(403);
            grant(context, "audit.read");
            assertThat(answer(context, get("/reports/1")).getStatus()).isEqualTo(404);
            assertThat(answer(context, get("/archive/1")).getStatus()).isEqualTo(403);
            assertThat(WebPages.expressions(context.getBean(WebExpressionAuthorizationManager.Builder.class)))
                    .isNotNull();
        });
    }

    @Test
    void aControllerAsksByMethodAndForMore() {
        runner.run(context -> {
            grant(context, "order.read");
            assertThat(answer(context, get("/orders")).getContentAsString()).isEqualTo("orders of user:alice");
            assertThat(answer(context, post("/orders/rush")).getStatus()).isEqualTo(403);
            grant(context, "order.write");
            assertThat(answer(context, post("/orders/rush")).getStatus()).isEqualTo(403);
            grant(context, "order.rush");
            assertThat(answer(context, post("/orders/rush")).getContentAsString())
                    .isEqualTo("rushed");
        });
    }

    @Test
    void ownAnswersReplaceOurs() {
        runner.withUserConfiguration(WebPages.Answers.class)
                .run(context ->
                        assertThat(answer(context, get("/orders")).getStatus()).isEqualTo(404));
    }

    private static void grant(ApplicationContext context, String permission) {
        Administration administration = context.getBean(Administration.class);
        administration.permissions().define(permission, "");
        administration.grants().grant(Grant.allow(Subject.user("alice"), permission));
    }

    private static MockHttpServletResponse answer(WebApplicationContext context, MockHttpServletRequestBuilder request)
            throws Exception {
        return webAppContextSetup(context)
                .apply(springSecurity())
                .build()
                .perform(request.with(user("alice")).with(csrf()))
                .andReturn()
                .getResponse();
    }
}
