package com.example.invoices;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.test.WithPermissions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

// tag::testing-slice
@WebMvcTest
class InvoiceControllerTest {

    @Autowired
    private MockMvcTester mvc;

    @Test
    @WithPermissions("invoice.read")
    void whoMayReadSeesTheInvoice() {
        assertThat(mvc.get().uri("/invoices/7")).hasStatusOk();
    }

    @Test
    @WithPermissions
    void whoHoldsNothingIsShutOut() {
        assertThat(mvc.get().uri("/invoices/7")).hasStatus(403);
    }
}
// end::testing-slice
