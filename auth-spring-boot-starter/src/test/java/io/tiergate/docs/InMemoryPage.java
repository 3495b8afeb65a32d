package io.tiergate.docs;

import static io.tiergate.Subject.user;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Requirement;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.memory.InMemoryPermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** The snippets of the page about permissions in memory. */
final class InMemoryPage {

    private InMemoryPage() {}

    static InMemoryPermissions first() {
        // tag::in-memory
        InMemoryPermissions permissions = new InMemoryPermissions()
                .definePermissions("invoice.read", "invoice.approve")
                .allow(Subject.user("alice"), "invoice.approve");

        boolean allowed = permissions.check(Subject.user("alice"), "invoice.approve"); // true
        // end::in-memory
        return allowed ? permissions : new InMemoryPermissions();
    }

    static InMemoryPermissions define() {
        // tag::in-memory-define
        Resource plans = Resource.of("folder", "plans");
        Resource draft = Resource.of("document", 42);
        Group office = Group.of("Lisbon office");

        InMemoryPermissions permissions = new InMemoryPermissions()
                .definePermissions("document.read", "document.write", "document.print")
                .defineBundle("reader", "document.read", "document.print")
                .defineType("folder", "document.read", "document.write")
                .defineType("document", "document.read", "document.write", "document.print")
                .defineGroups("Lisbon office")
                .addMembers("Lisbon office", user("bob"))
                .addResources(plans)
                .addBelow(plans, draft)
                .setOwner(draft, user("carol"));
        // end::in-memory-define
        grant(permissions, plans, draft, office);
        return permissions;
    }

    private static void grant(InMemoryPermissions permissions, Resource plans, Resource draft, Group office) {
        // tag::in-memory-grant
        permissions
                .allow(office, plans, "document.*") // on the folder and all below it
                .deny(user("bob"), draft, "document.write") // wins over every ALLOW
                .allowAll(Map.of(user("dave"), Map.of(plans, List.of("document.read"), draft, Set.of("document.*"))))
                .grant(Grant.allow(user("erin"), What.bundle("reader")).until(Instant.parse("2030-01-01T00:00:00Z")));

        permissions.revoke(Grant.allow(user("dave"), "document.read").on(plans)); // one
        permissions.revokeAll(user("dave"), draft); // all that he holds there
        permissions.revokeAll(user("dave")); // all that he holds
        // end::in-memory-grant
    }

    static Map<Resource, SortedSet<String>> ask(InMemoryPermissions permissions, Resource plans, Resource draft) {
        Group office = Group.of("Lisbon office");
        // tag::in-memory-ask
        permissions.check(user("bob"), "document.read", draft); // true
        permissions.checkAny(List.of(office, user("mallory")), "document.write", draft); // true: the office may
        permissions.checkAll(List.of(office, user("bob")), "document.write", draft); // false: Bob may not
        permissions.check(
                office,
                Requirement.all("document.read", "document.write"),
                List.of(plans, draft)); // true: both on each

        permissions.whichPermissions(user("bob"), draft); // document.print and document.read
        permissions.whichPermissionsAll(List.of(office, user("carol")), draft); // what all of them may there
        Map<Resource, SortedSet<String>> where = permissions.which(office); // each resource with what it may there
        // end::in-memory-ask
        return where;
    }

    static InMemoryPermissions export(InMemoryPermissions permissions) {
        // tag::in-memory-export
        Map<String, Object> state = permissions.exportAll(); // write it with any library for JSON

        InMemoryPermissions again = new InMemoryPermissions().importAll(state);
        // end::in-memory-export
        return again;
    }

    static void more(InMemoryPermissions permissions) {
        // tag::in-memory-more
        Administration administration = permissions.administration();
        administration
                .groups()
                .addMember("Lisbon office", user("frank"), Validity.from(Instant.parse("2027-01-01T00:00:00Z")));
        administration.permissions().retire("document.print");
        administration.changesAfter(0, 100); // who has changed what, and when
        // end::in-memory-more
    }
}
