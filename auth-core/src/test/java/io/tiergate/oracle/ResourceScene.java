package io.tiergate.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.Explanation;
import io.tiergate.HeldPermission;
import io.tiergate.Holder;
import io.tiergate.PermissionHolder;
import io.tiergate.Reason;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.admin.NewResource;
import java.util.List;

/** What the rules of {@link DecisionRulesContract} about resources work with: folders in folders, with documents in them. */
interface ResourceScene extends Rules {

    Resource TOP = folder("top");
    Resource MIDDLE = folder("middle");
    Resource PLAN = document("plan");

    static Resource folder(String id) {
        return Resource.of("folder", id);
    }

    static Resource document(String id) {
        return Resource.of("document", id);
    }

    /** {@link #TOP} with {@link #MIDDLE} in it, with {@link #PLAN} in it; read, write and list are declared for both types. */
    default void library() {
        permissions("read", "write", "list");
        type("folder", "read", "write", "list");
        type("document", "read", "write", "list");
        register(TOP, null, null);
        register(MIDDLE, TOP, null);
        register(PLAN, MIDDLE, null);
    }

    default void type(String name, String... permissions) {
        administration().resourceTypes().define(name, "", List.of(permissions));
    }

    /**
     * @param parent null for a root
     * @param owner null for none
     */
    default void register(Resource resource, Resource parent, Holder owner) {
        administration().resources().register(new NewResource(resource, parent, owner, null));
    }

    default void own(Resource resource, Holder owner) {
        administration().resources().transferOwnership(resource, owner);
    }

    /** By every way to ask, which must agree. */
    default Code check(Subject subject, String permission, Resource resource) {
        AccessRequest request = new AccessRequest(tenant(), subject, permission).on(resource);
        Code code = decisions().check(request).code();
        assertThat(decisions().explain(request).decision().code()).isEqualTo(code);
        assertThat(decisions()
                        .permission(permission)
                        .check(tenant(), subject, resource)
                        .code())
                .isEqualTo(code);
        assertThat(decisions()
                        .access(tenant(), subject)
                        .check(permission, resource)
                        .code())
                .isEqualTo(code);
        assertThat(decisions()
                        .permission(permission)
                        .check(decisions().access(tenant(), subject), resource)
                        .code())
                .isEqualTo(code);
        // And once more, when it is known.
        assertThat(decisions().check(request).code()).isEqualTo(code);
        return code;
    }

    default List<String> held(Subject subject, Resource resource) {
        return decisions().permissionsOn(tenant(), subject, resource).stream()
                .map(HeldPermission::permission)
                .toList();
    }

    default List<Holder> holders(String permission, Resource resource) {
        return decisions().holdersOf(tenant(), permission, resource).stream()
                .map(PermissionHolder::holder)
                .toList();
    }

    default Explanation explain(Subject subject, String permission, Resource resource) {
        return decisions().explain(new AccessRequest(tenant(), subject, permission).on(resource));
    }

    default List<Reason> why(Subject subject, String permission, Resource resource) {
        return explain(subject, permission, resource).reasons();
    }
}
