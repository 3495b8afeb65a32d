package com.example.invoices;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

// tag::first-grant
@Configuration
class Permissions {

    @Bean
    PermissionCatalogue catalogue() {
        return PermissionCatalogue.of("invoice.read", "Read invoices");
    }

    @Bean
    ApplicationRunner firstGrant(Administration administration) {
        return args -> administration.grants().grant(Grant.allow(Subject.user("alice"), "invoice.read"));
    }
}
// end::first-grant
