package io.tiergate.test.host;

import io.tiergate.admin.PermissionCatalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class HostPermissions {

    @Bean
    PermissionCatalogue catalogue() {
        return PermissionCatalogue.of("invoice.read", "Read invoices")
                .and("invoice.approve", "Approve invoices")
                .and("topsecret", "See the secret");
    }
}
