package io.tiergate.docs;

import static io.tiergate.Subject.user;
import static org.springframework.http.HttpMethod.GET;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Explanation;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.HasResource;
import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.boot.web.ProtectedController;
import io.tiergate.boot.web.UrlPermissions;
import io.tiergate.security.Access;
import io.tiergate.security.RequiresPermission;
import java.util.List;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;

/** The snippets of the page about resources. */
final class ResourcesPage {

    private ResourcesPage() {}

    static void declare(Administration administration) {
        // tag::resource-types
        administration.permissions().define("document.read", "See a document");
        administration.permissions().define("document.write", "Change a document");
        administration.resourceTypes().define("folder", "", List.of("document.read", "document.write"));
        administration.resourceTypes().define("document", "", List.of("document.read", "document.write"));
        // end::resource-types
    }

    static void register(Administration administration) {
        // tag::resource-tree
        Resource plans = Resource.of("folder", "plans");
        Resource draft = Resource.of("document", 42);
        administration.resources().register(plans);
        administration.resources().register(NewResource.of(draft).below(plans).ownedBy(user("carol")));

        administration.resources().moveToRoot(draft); // with all below it
        administration.resources().move(draft, plans, 1); // the first of that folder
        administration.resources().transferOwnership(draft, user("dave"));
        // end::resource-tree
    }

    static void grant(Administration administration) {
        // tag::resource-grants
        Resource plans = Resource.of("folder", "plans");
        administration
                .grants()
                .grant(Grant.allow(Group.of("Lisbon office"), "document.*").on(plans));
        administration.grants().grant(Grant.deny(user("bob"), "document.write").on(Resource.of("document", 42)));
        // end::resource-grants
    }

    static Explanation ask(DecisionPoint decisionPoint) {
        // tag::resource-asking
        AccessRequest request =
                new AccessRequest(Tenant.DEFAULT, user("bob"), "document.read").on(Resource.of("document", 42));
        Decision decision = decisionPoint.check(request);
        Explanation why = decisionPoint.explain(request); // the grant on the folder, and the membership
        // end::resource-asking
        return decision.allowed() ? why : null;
    }

    static class Documents {

        // tag::resource-annotation
        @RequiresPermission(value = "document.write", on = "document:{id}")
        void rename(long id, String title) {
            // end::resource-annotation
        }

        // tag::resource-returned
        @PostAuthorize("hasPermission(returnObject, 'document.read')")
        Draft find(String title) {
            // end::resource-returned
            return new Draft(42);
        }
    }

    // tag::resource-object
    record Draft(long id) implements HasResource {

        @Override
        public Resource resource() {
            return Resource.of("document", id);
        }
    }
    // end::resource-object

    static boolean mayWrite(Access access, Draft draft) {
        // tag::resource-if
        boolean editable = access.has("document.write", draft.resource());
        access.require("document.read", Resource.of("document", 42)); // throws: 401, 403 or 404 on the web
        // end::resource-if
        return editable;
    }

    static void rules(HttpSecurity http, UrlPermissions permissions) {
        // tag::resource-url
        http.authorizeHttpRequests(requests -> requests.requestMatchers("/documents/{id}/**")
                .access(permissions.has("document.read").on("document:{id}"))
                .anyRequest()
                .authenticated());
        // end::resource-url
    }

    static class DocumentController extends ProtectedController {

        // tag::resource-controller
        DocumentController() {
            super(permissions ->
                    permissions.on(GET, "document.read", "document:{id}").otherwise("document.write", "document:{id}"));
        }
        // end::resource-controller
    }
}
