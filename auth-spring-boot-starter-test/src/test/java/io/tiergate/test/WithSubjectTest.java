package io.tiergate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.security.Access;
import io.tiergate.test.host.HostApplication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.test.context.support.WithAnonymousUser;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** On the whole application with its real store, in which Alice may read. */
@SpringBootTest(classes = HostApplication.class)
@AutoConfigureMockMvc
class WithSubjectTest {

    @Autowired
    private Access access;

    @Autowired
    private MockMvcTester mvc;

    @BeforeEach
    void grant(@Autowired Administration administration) {
        administration.grants().grant(Grant.allow(Subject.user("alice"), "invoice.read"));
        administration.grants().grant(Grant.allow(Subject.service("billing"), "topsecret"));
    }

    @Test
    @WithSubject("user:alice")
    void theStoreDecidesForThatSubject() {
        assertThat(access.subject()).isEqualTo(Subject.user("alice"));
        assertThat(access.has("invoice.read")).isTrue();
        assertThat(access.has("invoice.approve")).isFalse();
        assertThat(mvc.get().uri("/invoices/7")).hasStatusOk();
        assertThat(mvc.get().uri("/secret")).hasStatus(403);
    }

    @Test
    @WithSubject(id = "alice")
    void theTypeIsUserWhereOnlyTheIdIsGiven() {
        assertThat(access.subject()).isEqualTo(Subject.user("alice"));
    }

    @Test
    @WithSubject(type = "service", id = "billing", authorities = "ROLE_MACHINE")
    void aProgramIsASubjectToo() {
        assertThat(access.subject()).isEqualTo(Subject.service("billing"));
        assertThat(access.has("topsecret")).isTrue();
        assertThat(SecurityContextHolder.getContext().getAuthentication().getAuthorities())
                .extracting("authority")
                .containsExactly("ROLE_MACHINE");
    }

    @Test
    @WithSubject("user:urn:x:1")
    void anIdMayHaveColons() {
        assertThat(access.subject()).isEqualTo(Subject.user("urn:x:1"));
    }

    @Test
    @WithAnonymousUser
    void springsOwnAnonymousUserIsAnonymous() {
        assertThat(access.subject()).isEqualTo(Subject.anonymous());
        assertThat(access.has("invoice.read")).isFalse();
        assertThat(mvc.get().uri("/invoices/7")).hasStatus(401);
    }

    @Test
    @WithMockUser("alice")
    void springsOwnMockUserIsDecidedByTheStore() {
        assertThat(access.has("invoice.read")).isTrue();
        assertThat(access.has("invoice.approve")).isFalse();
    }
}
