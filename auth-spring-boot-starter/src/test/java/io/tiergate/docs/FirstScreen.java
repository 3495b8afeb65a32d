package io.tiergate.docs;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.security.RequiresPermission;
import java.util.List;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What README shows. */
class FirstScreen {

    // tag::first-controller
    @RestController
    class InvoiceController {

        @GetMapping("/invoices/{id}")
        @RequiresPermission("invoice.read")
        String read(@PathVariable long id) {
            return "Invoice " + id;
        }
    }
    // end::first-controller

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

    void groups(Administration administration) {
        // tag::groups-and-bundles
        administration.bundles().defineIfMissing("clerk", "What a billing clerk does", List.of("invoice.read"));
        administration.groups().defineIfMissing("Lisbon office", "");
        administration.groups().addMember("Lisbon office", Subject.user("bob"));
        administration.grants().grant(Grant.allow(Group.of("Lisbon office"), What.bundle("clerk")));
        // end::groups-and-bundles
    }
}
