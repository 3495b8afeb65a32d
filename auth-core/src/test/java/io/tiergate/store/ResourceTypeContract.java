package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The types of resources, at the port. */
interface ResourceTypeContract extends StoreScene {

    @Test
    default void findsATypeAsItWasAddedInItsOwnTenantOnly() {
        BundleRow editing = bundle("editing");
        ResourceTypeRow plain = type(here(), "folder", null, false);
        ResourceTypeRow bound =
                write(() -> store().resourceTypes().insert(here().id(), "document", "Ein Blatt", editing.id(), true));

        assertThat(read(() -> store().resourceTypes().find(here().id(), "folder")))
                .isEqualTo(plain);
        assertThat(read(() -> store().resourceTypes().find(here().id(), "document")))
                .isEqualTo(bound)
                .isEqualTo(new ResourceTypeRow(bound.id(), here().id(), "document", "Ein Blatt", editing.id(), true));
        assertThat(read(() -> store().resourceTypes().find(there().id(), "folder")))
                .isNull();
        assertThat(read(() -> store().resourceTypes().list(here().id()))).containsExactly(bound, plain);
        assertThat(read(() -> store().resourceTypes().ownedBy(editing.id()))).containsExactly(bound);
    }

    @Test
    default void refusesATypeTwiceInOneTenant() {
        type(here(), "folder", null, false);
        type(there(), "folder", null, false);

        refused(() -> type(here(), "folder", null, false));
        assertThat(read(() -> store().resourceTypes().tenantsWith("folder"))).contains(here(), there());
    }

    @Test
    default void aTypeIsChangedAsAWhole() {
        ResourceTypeRow before = type(here(), "folder", null, false);
        BundleRow editing = bundle("editing");
        ResourceTypeRow after = new ResourceTypeRow(before.id(), here().id(), "binder", "of paper", editing.id(), true);
        change(() -> store().resourceTypes().update(before, after));
        assertThat(read(() -> store().resourceTypes().find(here().id(), "binder")))
                .isEqualTo(after);

        change(() -> store().resourceTypes().update(after, before));
        assertThat(read(() -> store().resourceTypes().find(here().id(), "folder")))
                .isEqualTo(before);
    }

    @Test
    default void keepsThePermissionsOfATypeByName() {
        PermissionRow read = permission("document.read");
        PermissionRow edit = permission("document.edit");
        ResourceTypeRow document = type(here(), "document", null, false);
        change(() -> store().resourceTypes().add(document.id(), List.of(read.id(), edit.id())));

        assertThat(read(() -> store().resourceTypes().permissionsOf(document.id())))
                .containsExactly(edit, read);
        assertThat(read(() -> store().resourceTypes().declaring(read.id()))).containsExactly(document);
        refused(() -> change(() -> store().resourceTypes().add(document.id(), List.of(read.id()))));
        refused(() -> change(() -> store().permissions().delete(read.id())));

        change(() -> store().resourceTypes().remove(document.id(), List.of(read.id())));
        assertThat(read(() -> store().resourceTypes().permissionsOf(document.id())))
                .containsExactly(edit);
    }

    @Test
    default void refusesToRemoveATypeWithResourcesAndABundleThatItsOwnersAreAllowed() {
        BundleRow editing = bundle("editing");
        ResourceTypeRow folder = type(here(), "folder", editing.id(), false);
        ResourceRow row = root(folder, "1");
        refused(() -> change(() -> store().resourceTypes().delete(folder.id())));
        refused(() -> change(() -> store().bundles().delete(editing.id())));

        change(() -> store().resources().delete(row));
        change(() -> store().resourceTypes().delete(folder.id()));
        change(() -> store().bundles().delete(editing.id()));
        assertThat(read(() -> store().resourceTypes().list(here().id()))).isEmpty();
    }

    @Test
    default void resourcesAreFoundByTheNewNameOfTheirType() {
        ResourceTypeRow folder = type(here(), "folder", null, false);
        ResourceRow row = root(folder, "1");
        change(() -> store().resourceTypes()
                .update(folder, new ResourceTypeRow(folder.id(), here().id(), "binder", "", null, false)));

        assertThat(read(() -> store().resources().find(row.id()))).isEqualTo(row.named("binder"));
        assertThat(read(() -> store().resources().find(here().id(), row.resource())))
                .isNull();
        assertThat(read(() -> store().resources()
                        .find(here().id(), row.named("binder").resource())))
                .isNotNull();
    }

    default ResourceTypeRow type(TenantRow tenant, String name, @Nullable Long ownerBundleId, boolean bound) {
        return write(() -> store().resourceTypes().insert(tenant.id(), name, "", ownerBundleId, bound));
    }

    ResourceRow root(ResourceTypeRow type, String id);
}
