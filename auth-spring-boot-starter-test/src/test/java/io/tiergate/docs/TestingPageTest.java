package io.tiergate.docs;

import static io.tiergate.Subject.user;
import static io.tiergate.test.TiergateAssertions.assertThat;
import static io.tiergate.test.TiergateRequestPostProcessors.permissions;
import static io.tiergate.test.TiergateRequestPostProcessors.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.admin.Administration;
import io.tiergate.security.Access;
import io.tiergate.test.TestTiergate;
import io.tiergate.test.TiergateRequestInterceptors;
import io.tiergate.test.WithPermissions;
import io.tiergate.test.host.Approvals;
import io.tiergate.test.host.HostApplication;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What docs/testing.md shows, run. */
@SpringBootTest(classes = HostApplication.class)
@AutoConfigureMockMvc
@AutoConfigureRestTestClient
class TestingPageTest {

    @Autowired
    private MockMvcTester mvc;

    @Autowired
    private RestTestClient client;

    @Autowired
    private Access access;

    @Autowired
    private Approvals approvals;

    @Autowired
    private DecisionPoint decisionPoint;

    @Autowired
    private Administration administration;

    @BeforeEach
    void grant() {
        administration.grants().grant(Grant.allow(user("alice"), "invoice.read"));
    }

    // tag::testing-service
    @Test
    @WithPermissions(value = "invoice.*", denied = "invoice.delete")
    void aServiceIsGuarded() {
        assertThat(approvals.approve()).isEqualTo("approved");
        assertThat(access).allows("invoice.read").denies("invoice.delete");
    }
    // end::testing-service

    // tag::testing-own-annotation
    @Retention(RetentionPolicy.RUNTIME)
    @WithPermissions(value = "invoice.*", username = "clara")
    @interface AsClerk {}
    // end::testing-own-annotation

    @Test
    @AsClerk
    void anOwnAnnotationStandsForIt() {
        assertThat(access).allows("invoice.read");
    }

    @Test
    void requests() {
        // tag::testing-requests
        assertThat(mvc.get().uri("/invoices/7").with(permissions("invoice.read")))
                .hasStatusOk();
        assertThat(mvc.get().uri("/invoices/7").with(permissions())).hasStatus(403);
        assertThat(mvc.get().uri("/invoices/7").with(subject("user:alice"))).hasStatusOk();
        assertThat(mvc.get().uri("/invoices/7")).hasStatus(401);
        // end::testing-requests
    }

    @Test
    void restTestClient() {
        // tag::testing-rest-client
        RestTestClient clerk = client.mutate()
                .requestInterceptor(TiergateRequestInterceptors.permissions("invoice.read"))
                .build();
        clerk.get().uri("/invoices/7").exchange().expectStatus().isOk();
        // end::testing-rest-client
    }

    @Test
    void withoutSpring() {
        // tag::testing-in-memory
        TestTiergate tiergate = TestTiergate.inMemory().grant("alice", "invoice.read");

        Access alice = tiergate.access("alice"); // what the class under test is given
        assertThat(alice).allows("invoice.read");

        Instant tomorrow = tiergate.clock().instant().plus(Duration.ofDays(1));
        tiergate.grant(Grant.deny(user("alice"), "invoice.*").from(tomorrow));
        tiergate.clock().set(tomorrow);
        assertThat(alice).deniesBecause(Code.DENIED, "invoice.read");
        // end::testing-in-memory
    }

    @Test
    void assertions() {
        // tag::testing-assertions
        assertThat(decisionPoint).user("alice").allows("invoice.read").denies("invoice.approve");
        assertThat(decisionPoint)
                .subject(user("alice"))
                .explaining("invoice.read")
                .isDecidedBy(Grant.allow(user("alice"), "invoice.read"));
        // end::testing-assertions
    }
}
