package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Resource;
import io.tiergate.Tenant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Types of resources, and what can be granted on resources of them. */
interface ResourceTypeAdministrationContract extends AdministrationScene {

    @Test
    default void declaresATypeWithItsPermissions() {
        permissions("doc.read", "doc.edit");

        ResourceTypeEntry defined =
                here().resourceTypes().define("document", "A sheet", List.of("doc.read", "doc.edit", "doc.read"));

        assertThat(defined)
                .isEqualTo(new ResourceTypeEntry(
                        here().tenant(), "document", "A sheet", List.of("doc.edit", "doc.read"), null, false));
        assertThat(here().resourceTypes().find("document")).contains(defined);
        assertThat(there().resourceTypes().find("document")).isEmpty();
        assertThat(lastChanges(here()))
                .containsExactly("RESOURCE_TYPE ADDED -> {bound=false, description=A sheet, name=document,"
                        + " permissions=doc.edit, doc.read}");
        refused(AlreadyExistsException.class, () -> here().resourceTypes().define("document", "again", List.of()));
        there().resourceTypes().define("document", "", List.of());
    }

    @Test
    default void declaresATypeWithAllOfItsPermissionsOrNotAtAll() {
        permissions("doc.read", "retired");
        here().permissions().retire("retired");
        there().permissions().define("foreign", "");

        for (String permission : List.of("missing", "foreign")) {
            refused(
                    NotFoundException.class,
                    () -> here().resourceTypes().define("document", "", List.of("doc.read", permission)));
        }
        refused(
                RefusedException.class,
                () -> here().resourceTypes().define("document", "", List.of("doc.read", "retired")));
    }

    @Test
    default void declaresATypeIfItIsMissing() {
        assertThat(here().resourceTypes().defineIfMissing("document", "first", List.of()))
                .isTrue();
        changesNothing(() -> assertThat(here().resourceTypes().defineIfMissing("document", "second", List.of()))
                .isFalse());
    }

    @Test
    default void aSharedTypeIsSeenEverywhereAndItsNameReserved() {
        String name = unique("page");
        String permission = unique("page.read");
        shared().permissions().define(permission, "");
        permissions("own.read");
        refused(NotFoundException.class, () -> shared().resourceTypes().define(name, "", List.of("own.read")));
        ResourceTypeEntry page = shared().resourceTypes().define(name, "", List.of(permission));

        assertThat(page.tenant()).isEqualTo(Tenant.SHARED);
        assertThat(here().resourceTypes().find(name)).contains(page);
        assertThat(here().resourceTypes().list()).contains(page);
        refused(AlreadyExistsException.class, () -> here().resourceTypes().define(name, "", List.of()));
        refused(RefusedException.class, () -> here().resourceTypes().describe(name, "mine"));
        ResourceEntry registered = here().resources().register(Resource.of(name, "1"));
        assertThatThrownBy(() -> shared().resourceTypes().delete(name))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has 1 resource: it");
        assertThat(here().resources().find(registered.resource())).contains(registered);
        assertThat(there().resources().find(registered.resource())).isEmpty();

        here().resourceTypes().define("taken", "", List.of());
        refused(AlreadyExistsException.class, () -> shared().resourceTypes().define("taken", "", List.of()));
    }

    @Test
    default void changesOneThingOfATypeAndLogsItWhole() {
        permissions("doc.read", "doc.edit");
        here().bundles().define("Editing", "", List.of("doc.edit"));
        here().resourceTypes().define("document", "", List.of());

        here().resourceTypes().describe("document", "A sheet");
        here().resourceTypes().setBound("document", true);
        here().resourceTypes().setOwnerBundle("document", "Editing");
        here().resourceTypes().add("document", List.of("doc.read", "doc.edit"));
        here().resourceTypes().remove("document", List.of("doc.edit"));
        here().resourceTypes().rename("document", "sheet");

        assertThat(here().resourceTypes().list())
                .filteredOn(type -> type.tenant().equals(here().tenant()))
                .containsExactly(new ResourceTypeEntry(
                        here().tenant(), "sheet", "A sheet", List.of("doc.read"), "Editing", true));
        assertThat(lastChanges(here()))
                .containsExactly("RESOURCE_TYPE CHANGED {bound=true, description=A sheet, name=document,"
                        + " ownerBundle=Editing, permissions=doc.read} -> {bound=true, description=A sheet, name=sheet,"
                        + " ownerBundle=Editing, permissions=doc.read}");
        assertThat(here().resourceTypes().setOwnerBundle("sheet", null).ownerBundle())
                .isNull();
        assertThat(here().resourceTypes()
                        .replaceAll("sheet", List.of("doc.edit"))
                        .permissions())
                .containsExactly("doc.edit");
        changesNothing(() -> {
            here().resourceTypes().replaceAll("sheet", List.of("doc.edit"));
            here().resourceTypes().add("sheet", List.of("doc.edit"));
            here().resourceTypes().remove("sheet", List.of("doc.read"));
            here().resourceTypes().setBound("sheet", true);
            here().resourceTypes().rename("sheet", "sheet");
        });
    }

    @Test
    default void resourcesStayWhenTheirTypeIsRenamed() {
        here().resourceTypes().define("document", "", List.of());
        ResourceEntry before = here().resources().register(Resource.of("document", 1));
        here().resourceTypes().rename("document", "sheet");

        assertThat(here().resources().find(Resource.of("document", 1))).isEmpty();
        assertThat(here().resources().find(Resource.of("sheet", 1)))
                .map(ResourceEntry::key)
                .contains(before.key());
    }

    @Test
    default void aTypeWithResourcesIsNotDeleted() {
        permissions("doc.read");
        here().resourceTypes().define("document", "", List.of("doc.read"));
        here().resources().register(Resource.of("document", 1));
        here().resources().register(Resource.of("document", 2));

        refused(RefusedException.class, () -> here().resourceTypes().delete("document"));
        assertThatThrownBy(() -> here().resourceTypes().delete("document")).hasMessageContaining("has 2 resources");

        here().resources().delete(Resource.of("document", 1));
        here().resources().delete(Resource.of("document", 2));
        here().resourceTypes().delete("document");
        assertThat(here().resourceTypes().find("document")).isEmpty();
        assertThat(lastChanges(here()))
                .containsExactly(
                        "RESOURCE_TYPE REMOVED {bound=false, description=, name=document," + " permissions=doc.read}");
        here().permissions().delete("doc.read");
    }

    @Test
    default void aDeletedPermissionGoesOutOfTypesOfAllTenants() {
        String permission = unique("page.read");
        shared().permissions().define(permission, "");
        permissions("own.read");
        here().resourceTypes().define("page", "", List.of(permission, "own.read"));
        there().resourceTypes().define("page", "", List.of(permission));

        shared().permissions().delete(permission);

        assertThat(here().resourceTypes().find("page").orElseThrow().permissions())
                .containsExactly("own.read");
        assertThat(there().resourceTypes().find("page").orElseThrow().permissions())
                .isEmpty();
        assertThat(lastChanges(here()))
                .containsExactly("RESOURCE_TYPE CHANGED {bound=false, description=, name=page, permissions=own.read, "
                        + permission + "} -> {bound=false, description=, name=page, permissions=own.read}");
    }

    @Test
    default void aBundleThatOwnersAreAllowedIsNotDeleted() {
        String bundle = unique("Editing");
        shared().bundles().define(bundle, "", List.of());
        here().resourceTypes().define("page", "", List.of());
        here().resourceTypes().setOwnerBundle("page", bundle);

        refused(RefusedException.class, () -> shared().bundles().delete(bundle));
        assertThatThrownBy(() -> shared().bundles().delete(bundle))
                .hasMessageContaining("by the resource type 'page' of tenant '" + here().tenant() + "': it cannot");

        here().resourceTypes().setOwnerBundle("page", null);
        shared().bundles().delete(bundle);
    }
}
