package io.tiergate.docs;

import static io.tiergate.Subject.user;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Group;
import io.tiergate.HeldPermission;
import io.tiergate.HolderPage;
import io.tiergate.HolderPermissions;
import io.tiergate.HolderQuery;
import io.tiergate.HolderQuery.Way;
import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.docs.ResourcesPage.Draft;
import io.tiergate.resource.ResourceList;
import io.tiergate.resource.ResourceLists;
import io.tiergate.security.Access;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The snippets of the page about who may, and what they may. */
final class WhoMayPage {

    private WhoMayPage() {}

    static Map<Resource, Set<String>> table(Access access, List<Resource> rows) {
        // tag::who-table
        Map<Resource, Set<String>> buttons = access.each().allowed(rows, "document.read", "document.write");
        // end::who-table
        return buttons;
    }

    static List<Draft> filter(Access access, List<Draft> drafts) {
        // tag::who-filter
        List<Draft> readable = access.each().filter(drafts, "document.read");
        // end::who-filter
        return readable;
    }

    static List<Decision> checks(DecisionPoint decisionPoint, List<Resource> rows) {
        // tag::who-check-each
        List<Decision> decisions = decisionPoint.checkEach(rows.stream()
                .map(row -> new AccessRequest(Tenant.DEFAULT, user("bob"), "document.read").on(row))
                .toList());
        // end::who-check-each
        return decisions;
    }

    static boolean what(DecisionPoint decisionPoint, List<Resource> rows) {
        // tag::who-what
        List<HeldPermission> everywhere = decisionPoint.permissionsOf(Tenant.DEFAULT, user("bob"));
        List<HeldPermission> there = decisionPoint.permissionsOn(Tenant.DEFAULT, user("bob"), rows.get(0));
        Map<Resource, List<HeldPermission>> onEach = decisionPoint.permissionsOnEach(Tenant.DEFAULT, user("bob"), rows);
        // end::who-what
        return everywhere.size() <= there.size() && onEach.get(rows.get(0)).equals(there);
    }

    static boolean anything(Access access, Resource document) {
        // tag::who-anything
        boolean worthShowing = access.each().hasAnyOn(document);
        // end::who-anything
        return worthShowing;
    }

    static long list(ResourceLists resourceLists, Access access) {
        // tag::who-list
        ResourceList list = resourceLists
                .allowingAny(access.tenant(), access.subject(), List.of("document.write", "document.delete"))
                .atLeast(access.demand());

        List<Resource> page = list.ofTypes("document").page(0, 20);
        long mine = list.ownedBy(List.of(access.subject())).count();
        // end::who-list
        return page.size() + mine;
    }

    static boolean anywhere(ResourceLists resourceLists, Access access) {
        // tag::who-anywhere
        AccessRequest write =
                new AccessRequest(access.tenant(), access.subject(), "document.write").atLeast(access.demand());
        boolean inTheMenu = resourceLists.anywhere(write);
        // end::who-anywhere
        return inTheMenu;
    }

    static HolderPage who(DecisionPoint decisionPoint, Resource document) {
        // tag::who-may
        HolderPage page = decisionPoint.holdersOf(
                HolderQuery.of(Tenant.DEFAULT, "document.read").on(document).page(0, 20));
        for (HolderPermissions found : page.holders()) {
            found.holder(); // user:bob
            found.permissions().get(0).reasons(); // the grant on the folder, and the membership
        }
        long all = page.total();
        // end::who-may
        return all == 0 ? null : page;
    }

    static List<HolderQuery> queries(Resource document) {
        // tag::who-queries
        HolderQuery query = HolderQuery.of(Tenant.DEFAULT, "document.read", "document.write")
                .on(document);

        query.withoutMembers(); // groups as groups, and subjects by what is their own
        query.by(Way.DIRECT); // by their own grants and ownership only
        query.through(List.of(Group.of("Lisbon office"))); // by what that group gives
        query.among(List.of(user("bob"), user("carol"))); // of these two, who may?
        HolderQuery.ofAnything(Tenant.DEFAULT).on(document); // whoever may anything there
        // end::who-queries
        return List.of(query, query.withoutMembers());
    }

    static long members(Administration administration) {
        // tag::who-members
        administration.groups().membersOf("Lisbon office", 40, 20); // the third page of 20
        long memberships = administration.groups().countMembers("Lisbon office");
        // end::who-members
        return memberships;
    }
}
