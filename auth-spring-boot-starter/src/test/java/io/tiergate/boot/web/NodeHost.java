package io.tiergate.boot.web;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.security.Access;
import io.tiergate.security.RequiresPermission;
import io.tiergate.security.TenantResolver;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** A host whose users may change permissions, each in the tenant that the request names. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(NodeHost.Permissions.class)
class NodeHost {

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                // Signs in for each request: no session is begun, and none holds more than a test has put there.
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    TenantResolver tenants() {
        return authentication -> tenant();
    }

    private static Tenant tenant() {
        ServletRequestAttributes served = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        return Tenant.of(served.getRequest().getParameter("tenant"));
    }

    @RestController
    static class Permissions {

        private final Access access;
        private final Administration administration;
        private final TransactionTemplate transaction;

        Permissions(Access access, Administration administration, PlatformTransactionManager transactions) {
            this.access = access;
            this.administration = administration;
            this.transaction = new TransactionTemplate(transactions);
        }

        @GetMapping("/entry")
        boolean entry() {
            return access.has("entry");
        }

        @GetMapping("/annotated")
        @RequiresPermission("entry")
        boolean annotated() {
            return true;
        }

        @GetMapping("/expression")
        @PreAuthorize("hasPermission(null, 'entry')")
        boolean expression() {
            return true;
        }

        @PostMapping("/tenant")
        void create() {
            administration.tenants().create(tenant());
        }

        @PostMapping("/tenant/delete")
        void delete() {
            administration.tenants().delete(tenant());
        }

        @PostMapping("/grant")
        void grant() {
            current().grants().grant(Grant.allow(Subject.user("alice"), "entry"));
        }

        @PostMapping("/revoke")
        void revoke() {
            current().grants().revoke(Grant.allow(Subject.user("alice"), "entry"));
        }

        @PostMapping("/grant/in-transaction")
        void grantInTransaction() {
            transaction.executeWithoutResult(status -> grant());
        }

        @PostMapping("/grant/rolled-back")
        void grantAndRollBack() {
            transaction.executeWithoutResult(status -> {
                grant();
                status.setRollbackOnly();
            });
        }

        @PostMapping("/declare")
        void declareShared() {
            administration.inTenant(Tenant.SHARED).permissions().define("later", "");
        }

        @GetMapping("/later")
        String later() {
            return access.check("later").code().name();
        }

        private Administration current() {
            return administration.inTenant(tenant());
        }
    }
}
