package io.tiergate.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AllowedResources;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.ResourceFilter;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of resources where the world changes under them. In memory: what is asked of databases is the same. */
class ResourceListTest {

    private static final Subject ALICE = Subject.user("alice");

    @Test
    void whatIsDeniedStaysSoWhenItIsMovedOutOfAnotherDeniedPlaceMeanwhile() {
        MemoryStore store = new MemoryStore();
        DecisionPoint decisions = new StoreDecisionPoint(store, Clock.systemUTC());
        Administration administration = Administration.of(store, decisions, Clock.systemUTC(), () -> null);
        administration.permissions().define("folder.read", "");
        administration.resourceTypes().define("folder", "", List.of("folder.read"));
        Resource inner = Resource.of("folder", "inner");
        Resource outer = Resource.of("folder", "outer");
        administration.resources().register(new NewResource(Resource.of("folder", "other"), null, null, null));
        administration.resources().register(new NewResource(outer, null, null, null));
        administration.resources().register(new NewResource(inner, outer, null, null));
        administration
                .grants()
                .grant(List.of(
                        Grant.allow(ALICE, "folder.read"),
                        Grant.deny(ALICE, "folder.read").on(outer),
                        Grant.deny(ALICE, "folder.read").on(inner)));
        AllowedResources before = decisions.allowedResources(Tenant.DEFAULT, ALICE, "folder.read", "folder");
        administration.resources().moveToRoot(inner);

        assertThat(externalIds(store, before)).containsExactly("other");
    }

    @Test
    void allPermissionsAndTypesAreOfOneStateSoThatTheExchangeOfTwoHidesNothing() {
        MemoryStore store = new MemoryStore();
        DecisionPoint plain = new StoreDecisionPoint(store, Clock.systemUTC());
        Administration administration = Administration.of(store, plain, Clock.systemUTC(), () -> null);
        administration.permissions().define("folder.read", "");
        administration.permissions().define("folder.write", "");
        administration.resourceTypes().define("folder", "", List.of("folder.read", "folder.write"));
        Resource folder = Resource.of("folder", "1");
        administration.resources().register(new NewResource(folder, null, null, null));
        Grant write = Grant.allow(ALICE, "folder.write").on(folder);
        administration.grants().grant(write);

        // After the first of two answers, the other permission takes the place of the one that is asked for second.
        int[] readings = new int[1];
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                if (++readings[0] == 2) {
                    administration
                            .grants()
                            .grant(Grant.allow(ALICE, "folder.read").on(folder));
                    administration.grants().revoke(write);
                }
                return Instant.now();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        ResourceList any = ResourceLists.of(store, new StoreDecisionPoint(store, clock))
                .allowingAny(Tenant.DEFAULT, ALICE, List.of("folder.read", "folder.write"));

        assertThat(any.ofTypes("folder", "binder").page(0, 10)).containsExactly(folder);
        readings[0] = 1;
        assertThat(any.page(0, 10)).containsExactly(folder);
    }

    private static List<String> externalIds(Store store, AllowedResources allowed) {
        ResourceFilter filter = new ResourceFilter(allowed.tenantId(), List.of(allowed), null, null);
        return store.read(() -> store.resources().list(filter, 0, 100)).stream()
                .map(row -> row.resource().id())
                .toList();
    }
}
