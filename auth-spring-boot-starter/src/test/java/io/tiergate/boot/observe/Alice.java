package io.tiergate.boot.observe;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** A user of the host that is observed. */
final class Alice {

    private static final Subject ALICE = Subject.user("alice");

    private Alice() {}

    /** Signs her in. She may read invoices. */
    static void signInAlice(ApplicationContext context) {
        Administration administration = context.getBean(Administration.class);
        administration.permissions().define("invoice.read", "");
        administration.permissions().define("invoice.approve", "");
        administration.inTenant(Tenant.DEFAULT).grants().grant(Grant.allow(ALICE, "invoice.read"));
        signIn();
    }

    /** Signs her in where nothing is known of her. */
    static void signIn() {
        TestingAuthenticationToken alice = new TestingAuthenticationToken("alice", null, "visitor");
        alice.setDetails("from Lisbon");
        SecurityContextHolder.getContext().setAuthentication(alice);
    }

    /** Turns her away. */
    static void denied(ThrowingCallable call) {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(call);
    }
}
