package io.tiergate.boot.security;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.security.RequiresPermission;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** A host that is guarded in memory, with one bean, and Alice who holds "held". */
final class GuardedHost {

    private GuardedHost() {}

    static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AopAutoConfiguration.class,
                        TiergateAutoConfiguration.class,
                        TiergateMethodSecurityAutoConfiguration.class))
                .withPropertyValues("tiergate.store=memory")
                .withBean(
                        PermissionCatalogue.class,
                        () -> PermissionCatalogue.of("held", "").and("not.held", ""))
                .withBean(Guarded.class);
    }

    static class Guarded {

        @RequiresPermission("held")
        public String held() {
            return "done";
        }

        @RequiresPermission("not.held")
        public String notHeld() {
            return "done";
        }

        @PreAuthorize("hasPermission(null, 'held')")
        public String expression() {
            return "done";
        }

        @PreAuthorize("hasPermission(null, 'not.held')")
        public String expressionNotHeld() {
            return "done";
        }

        @PreAuthorize("@tiergateAccess.has('held') and hasRole('STAFF')")
        @RequiresPermission("held")
        public String together() {
            return "done";
        }

        @PreAuthorize("hasRole('STAFF')")
        public String role() {
            return "done";
        }
    }

    static void signIn(Administration administration, String... authorities) {
        administration.grants().grant(Grant.allow(Subject.user("alice"), "held"));
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("alice", "", authorities));
    }

    static void assertDenied(Supplier<String> call) {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(call::get);
    }
}
