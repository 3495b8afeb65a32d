package io.tiergate.docs;

import static io.tiergate.Requirement.all;
import static io.tiergate.Requirement.any;
import static io.tiergate.Requirement.where;
import static io.tiergate.Subject.user;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Explanation;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.boot.web.ProtectedController;
import io.tiergate.schema.TiergateMigration;
import io.tiergate.schema.UserLink;
import io.tiergate.schema.Vendor;
import io.tiergate.security.Access;
import io.tiergate.security.AccessListener;
import io.tiergate.security.PermissionDecision;
import io.tiergate.security.RequiresPermission;
import io.tiergate.security.RequiresPermission.Mode;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the pages in docs show. Run by {@link PagesTest}. */
class Pages {

    void asking(DecisionPoint decisionPoint) {
        // tag::asking
        Decision decision = decisionPoint.check(new AccessRequest(Tenant.DEFAULT, user("alice"), "invoice.approve"));
        decision.allowed(); // true
        decision.code(); // GRANTED
        decision.revision(); // the state of the store that it was made on

        Explanation why = decisionPoint.explain(new AccessRequest(Tenant.DEFAULT, user("alice"), "invoice.approve"));
        why.reasons(); // every grant that decided, with the membership that led to it

        decisionPoint.permissionsOf(Tenant.DEFAULT, user("alice")); // what she may do, and by which grants
        decisionPoint.holdersOf(Tenant.DEFAULT, "invoice.approve"); // who may do it, and by which grants
        // end::asking
    }

    static Decision atLeast(DecisionPoint decisionPoint) {
        // tag::at-least
        AccessRequest request = new AccessRequest(Tenant.DEFAULT, user("alice"), "invoice.approve");
        Revision seen = decisionPoint.check(request).revision(); // on one node, carried along by the caller

        Decision decision = decisionPoint.check(request.atLeast(seen)); // on another one: that state, or a later one
        // end::at-least
        return decision;
    }

    static void administration(Administration administration, Instant endOfTheMonth) {
        // tag::administration
        administration.permissions().define("invoice.approve", "Approve an invoice");
        administration.bundles().define("clerk", "What a billing clerk does", List.of("invoice.approve"));
        administration.groups().define("Lisbon office", "");
        administration.groups().addMember("Lisbon office", user("bob"));
        administration.groups().addMember("Lisbon office", user("eve"), Validity.until(endOfTheMonth));

        administration
                .grants()
                .grant(Grant.allow(user("alice"), "invoice.approve").because("ticket 4711"));
        administration.grants().grant(Grant.allow(Group.of("Lisbon office"), What.bundle("clerk")));
        administration.grants().grant(Grant.deny(user("mallory"), "invoice.*").until(endOfTheMonth));

        administration.grants().revoke(Grant.allow(user("alice"), "invoice.approve"));
        administration.subjects().suspend(user("mallory"));
        // end::administration
    }

    static void scope(Administration administration) {
        // tag::scope
        administration
                .inTenant(Tenant.of("acme"))
                .actingAs(user("root"))
                .because("ticket 4711")
                .grants()
                .grant(Grant.allow(user("alice"), "invoice.approve"));
        // end::scope
    }

    static void whoHoldsWhat(Administration administration) {
        // tag::who-holds-what
        administration.subjects().permissionsOf(user("alice")); // what she may do, and by which grants
        administration.permissions().holdersOf("invoice.approve"); // who may do it, and by which grants
        administration.grants().of(Group.of("Lisbon office")); // what is granted to the group itself
        administration.groups().membersOf("Lisbon office");
        administration.changesAfter(0, 100); // the change log: who changed what, when and why, before and after
        // end::who-holds-what
    }

    // tag::catalogue
    @Bean
    PermissionCatalogue catalogue() {
        return PermissionCatalogue.of("invoice.approve", "Approve an invoice").and("invoice.read", "Read invoices");
    }
    // end::catalogue

    // tag::user-link
    public class V7__tiergate extends TiergateMigration {}

    public class V8__link_users extends BaseJavaMigration {

        @Override
        public void migrate(Context context) {
            UserLink.of("app_user", "username").create(context.getConnection());
        }
    }
    // end::user-link

    static void undoUserLink(Context context) {
        // tag::user-link-undo
        UserLink.of("app_user", "username").drop(context.getConnection());
        // end::user-link-undo
    }

    static void userLinkOptions() {
        // tag::user-link-options
        UserLink.of("app_user", "id")
                .inSchema("crm") // your table, if not in the schema of the connection
                .tiergateSchema("permissions") // Tiergate's tables, if not there either
                .subjectType("service") // instead of "user"; a table can be linked for several types
                .tenantColumn("customer_key"); // where that column has the key of the tenant

        UserLink.of("app_user", "id").inTenant(Tenant.of("acme")); // in this tenant only
        // end::user-link-options
    }

    static void userLinkAsSql() {
        // tag::user-link-sql
        UserLink link = UserLink.of("app_user", "username").tiergateSchema("public");
        link.createStatements(Vendor.POSTGRESQL).forEach(System.out::println);
        link.dropStatements(Vendor.POSTGRESQL).forEach(System.out::println);
        // end::user-link-sql
    }

    static class Annotated {
        // tag::annotation
        @RequiresPermission("invoice.approve")
        void approve(long id) {
            // end::annotation
        }
    }

    static class Forms {
        // tag::annotation-forms
        @RequiresPermission({"invoice.read", "invoice.approve"}) // both
        @RequiresPermission(
                value = {"audit.read", "audit.write"},
                mode = Mode.ANY) // and one of these
        void review(long id) {
            // end::annotation-forms
        }

        // tag::annotation-own
        @Retention(RetentionPolicy.RUNTIME)
        @RequiresPermission({"invoice.read", "invoice.approve"})
        @interface ReadsAndApproves {}

        @Retention(RetentionPolicy.RUNTIME)
        @RequiresPermission("{domain}.approve")
        @interface CanApprove {

            String domain();
        }

        @RequiresPermission(value = "invoice.admin", mode = Mode.ANY, nested = ReadsAndApproves.class)
        void edit(long id) {}

        @CanApprove(domain = "order")
        void approveOrder(long id) {}
        // end::annotation-own
    }

    static class WithSpel {
        // tag::pre-authorize
        @PreAuthorize("hasPermission(null, 'invoice.approve')")
        void approve(long id) {
            // end::pre-authorize
        }
    }

    void access(Access access) {
        // tag::access
        if (access.has("launch-missiles")) {
            launch();
        }
        access.require("invoice.approve"); // throws: 401 or 403 on the web
        access.has(any("p4", all("p1", "p2")));
        access.has(any("p4", where(subject -> subject.type().equals("service"))));
        // end::access
    }

    private void launch() {}

    /** Stands for what a host does with denials. */
    interface DeniedReport {

        void add(String permission, Decision.Code reason);
    }

    // tag::access-listener
    @Bean
    AccessListener deniedReport(DeniedReport report) {
        return new AccessListener() {

            @Override
            public void decided(String permission, Decision decision) {} // each check: be quick

            @Override
            public void denied(PermissionDecision result, Authentication authentication) {
                report.add(result.permission(), result.decision().code());
            }
        };
    }
    // end::access-listener

    // tag::protected-controller
    @Controller
    @RequestMapping("/launch")
    class LaunchController extends ProtectedController {

        LaunchController() {
            super("launch-missiles");
        }

        @GetMapping
        String console() {
            return "launch";
        }

        @PostMapping
        String launch() {
            return "launched";
        }
    }
    // end::protected-controller
}
