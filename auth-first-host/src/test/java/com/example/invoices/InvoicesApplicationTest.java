package com.example.invoices;

import static io.tiergate.test.TiergateAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.routes.Routes;
import io.tiergate.test.WithPermissions;
import io.tiergate.test.WithSubject;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** The whole application, with its database, in which Alice may read. */
@SpringBootTest
@AutoConfigureMockMvc
class InvoicesApplicationTest {

    @Autowired
    private MockMvcTester mvc;

    // tag::testing-subject
    @Test
    @WithSubject("user:alice")
    void theStoreKnowsThatAliceMayRead() {
        assertThat(mvc.get().uri("/invoices/7")).hasStatusOk();
    }
    // end::testing-subject

    @Test
    @WithSubject("user:bob")
    void theStoreDoesNotKnowOfBob() {
        assertThat(mvc.get().uri("/invoices/7")).hasStatus(403);
    }

    @Test
    @WithPermissions("invoice.read")
    void whoMayReadByTheTestAloneSeesTheInvoiceToo() {
        assertThat(mvc.get().uri("/invoices/7")).hasStatusOk();
    }

    // tag::testing-routes
    @Test
    void nothingIsUnguarded(@Autowired Routes routes) {
        assertThat(routes).areAllGuarded();
    }
    // end::testing-routes
}
