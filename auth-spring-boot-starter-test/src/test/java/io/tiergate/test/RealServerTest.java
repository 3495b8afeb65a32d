package io.tiergate.test;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tiergate.test.host.HostApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.web.servlet.client.RestTestClient;

/** A server has threads and users of its own. */
@SpringBootTest(classes = HostApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
class RealServerTest {

    @Autowired
    private RestTestClient client;

    @Test
    @WithPermissions("invoice.read")
    void theUserOfTheTestIsNotTheUserOfTheRequest() {
        client.get().uri("/invoices/7").exchange().expectStatus().isUnauthorized();
    }

    @Test
    void aUserThatIsToBeTakenAlongFailsAndSaysWhatToDo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> client.mutate()
                        .requestInterceptor(TiergateRequestInterceptors.permissions("invoice.read"))
                        .build()
                        .get()
                        .uri("/invoices/7")
                        .exchange())
                .withMessage("permissions(…) does nothing here: the request went past this thread's security context. A"
                        + " RestTestClient that is bound to a real server signs its users in there: grant with the"
                        + " Administration bean, and send credentials. One that is bound to MockMvc needs Spring"
                        + " Security's filters.");
    }
}
