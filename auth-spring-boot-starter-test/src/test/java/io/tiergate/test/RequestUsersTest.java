package io.tiergate.test;

import static io.tiergate.test.TiergateRequestPostProcessors.permissions;
import static io.tiergate.test.TiergateRequestPostProcessors.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.tiergate.Grant;
import io.tiergate.InvalidNameException;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.test.host.HostApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.security.test.context.TestSecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** Who makes a request, by each of Spring's clients of MockMvc. */
@SpringBootTest(classes = HostApplication.class)
@AutoConfigureMockMvc
@AutoConfigureRestTestClient
class RequestUsersTest {

    @Autowired
    private MockMvc mockMvc;

    @Autowired
    private MockMvcTester tester;

    @Autowired
    private RestTestClient client;

    @BeforeEach
    void grant(@Autowired Administration administration) {
        administration.grants().grant(Grant.allow(Subject.user("alice"), "invoice.read"));
    }

    @Test
    void mockMvc() throws Exception {
        mockMvc.perform(get("/invoices/7").with(permissions("invoice.read")))
                .andExpect(content().string("Invoice 7"));
        mockMvc.perform(get("/invoices/7").with(permissions("invoice.*")))
                .andExpect(content().string("Invoice 7, to be approved"));
        mockMvc.perform(get("/invoices/7").with(permissions())).andExpect(status().isForbidden());
        mockMvc.perform(get("/invoices/7").with(permissions("*").denied("invoice.read")))
                .andExpect(status().isForbidden());
        mockMvc.perform(get("/invoices/7").with(subject("user:alice")))
                .andExpect(content().string("Invoice 7"));
        mockMvc.perform(get("/invoices/7").with(subject("user:bob"))).andExpect(status().isForbidden());
        mockMvc.perform(get("/invoices/7").with(subject(Subject.anonymous()))).andExpect(status().isUnauthorized());
        mockMvc.perform(get("/invoices/7")).andExpect(status().isUnauthorized());
    }

    @Test
    void mockMvcTester() {
        assertThat(tester.get().uri("/secret").with(permissions("topsecret"))).hasBodyTextEqualTo("The secret");
        assertThat(tester.get().uri("/secret").with(permissions("invoice.read")))
                .hasStatus(403);
        assertThat(tester.get().uri("/later").with(permissions("invoice.read").username("clara")))
                .hasBodyTextEqualTo("user:clara true");
        assertThat(tester.get().uri("/later").with(subject("service:alice"))).hasBodyTextEqualTo("service:alice false");
    }

    @Test
    @WithPermissions("topsecret")
    void theOneOfTheRequestTakesThePlaceOfTheOneOfTheTest() {
        assertThat(tester.get().uri("/secret")).hasStatusOk();
        assertThat(tester.get().uri("/secret").with(permissions("invoice.read")))
                .hasStatus(403);
        assertThat(tester.get().uri("/secret")).hasStatusOk();
    }

    @Test
    void restTestClient() {
        invoiceBy(TiergateRequestInterceptors.permissions("invoice.read"))
                .expectBody(String.class)
                .isEqualTo("Invoice 7");
        invoiceBy(TiergateRequestInterceptors.permissions("topsecret"))
                .expectStatus()
                .isForbidden();
        invoiceBy(TiergateRequestInterceptors.subject("user:alice"))
                .expectStatus()
                .isOk();
        invoiceBy(TiergateRequestInterceptors.subject(Subject.user("bob")))
                .expectStatus()
                .isForbidden();
        client.get().uri("/invoices/7").exchange().expectStatus().isUnauthorized();
    }

    @Test
    @WithPermissions("topsecret")
    void restTestClientHasTheUserOfTheTestUnlessToldOtherwise() {
        client.get().uri("/secret").exchange().expectStatus().isOk();
        invoiceBy(TiergateRequestInterceptors.permissions("invoice.read"))
                .expectStatus()
                .isOk();
        client.get().uri("/secret").exchange().expectStatus().isOk();
        assertThat(TestPrincipal.carriedBy(
                        TestSecurityContextHolder.getContext().getAuthentication()))
                .hasToString("allowed [topsecret]");
    }

    @Test
    void whatIsNoNameIsRefused() {
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> subject("alice"));
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> TiergateRequestInterceptors.permissions("a b"));
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> mockMvc.perform(get("/").with(permissions("a b"))));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> TiergateRequestInterceptors.subject(Subject.anonymous()))
                .withMessage("The anonymous subject is who makes a request without this interceptor.");
    }

    private ResponseSpec invoiceBy(ClientHttpRequestInterceptor user) {
        return client.mutate()
                .requestInterceptor(user)
                .build()
                .get()
                .uri("/invoices/7")
                .exchange();
    }
}
