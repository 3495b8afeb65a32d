package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.ResourceRow;
import io.tiergate.store.TenantRow;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read by several statements, between which others commit. */
class ResourceEntriesTest {

    private static final Tenant TENANT = Tenant.of("acme");
    private static final Resource FOLDER = Resource.of("folder", "1");
    private static final Resource LEAF = Resource.of("folder", "2");

    private final MemoryStore store = new MemoryStore();
    private final Administration administration = administration();

    @Test
    void anOwnerWhoIsDeletedMeanwhileIsNotNamed() {
        Subject subject = Subject.user("alice");
        register(NewResource.of(FOLDER).ownedBy(subject));
        List<ResourceRow> rows = rows(FOLDER);
        administration.subjects().delete(subject);

        assertThat(owners(rows)).containsOnlyNulls().hasSize(1);
    }

    @Test
    void aGroupThatIsDeletedMeanwhileIsNotNamed() {
        register(NewResource.of(FOLDER).ownedBy(Group.of("team")));
        List<ResourceRow> rows = rows(FOLDER);
        administration.groups().delete("team");

        assertThat(owners(rows)).containsOnlyNulls().hasSize(1);
    }

    @Test
    void aParentThatIsDeletedMeanwhileIsNotNamed() {
        register(NewResource.of(FOLDER));
        register(NewResource.of(LEAF).below(FOLDER));
        List<ResourceRow> rows = rows(LEAF);
        administration.resources().deleteBranch(FOLDER);

        assertThat(store.read(() -> ResourceEntries.list(look(), rows)))
                .extracting(ResourceEntry::parent)
                .containsOnlyNulls()
                .hasSize(1);
    }

    @Test
    void whatIsExportedHasItsParentAndItsOwnerOrNothingIsExported() {
        register(NewResource.of(FOLDER));
        register(NewResource.of(LEAF).below(FOLDER));
        List<ResourceRow> rows = rows(LEAF);
        ResourceRow row = rows.get(0);
        assertThat(store.read(() -> ResourceEntries.of(look(), rows).wholeEntry(row))
                        .parent())
                .isEqualTo(FOLDER);
        administration.resources().deleteBranch(FOLDER);

        assertThatThrownBy(
                        () -> store.read(() -> ResourceEntries.of(look(), rows).wholeEntry(row)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The resource 'folder:2' was changed while it was exported. Export again.");
    }

    private Administration administration() {
        Administration all = Administration.of(
                        store, new StoreDecisionPoint(store, Clock.systemUTC()), Clock.systemUTC(), () -> null)
                .inTenant(TENANT);
        all.tenants().create(TENANT);
        all.resourceTypes().define("folder", "", List.of());
        all.groups().define("team", "");
        return all;
    }

    private void register(NewResource resource) {
        administration.resources().register(resource);
    }

    private List<ResourceRow> rows(Resource resource) {
        return store.read(() -> store.resources().find(tenant().id(), List.of(resource)));
    }

    private List<Holder> owners(List<ResourceRow> rows) {
        return store.read(() -> ResourceEntries.list(look(), rows).stream()
                .map(ResourceEntry::owner)
                .toList());
    }

    private Look look() {
        return new Look(store, tenant());
    }

    private TenantRow tenant() {
        return store.tenants().find(TENANT);
    }
}
