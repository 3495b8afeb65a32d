package io.tiergate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each holder is found among those who hold something on a resource, and nobody is taken for another, however many they are. */
class ManyHoldersOnOneResourceTest {

    private static final List<String> PERMISSIONS = List.of("document.read", "document.write");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 7, 8, 9, 31, 64, 100, 1_023, 1_024, 1_900})
    void eachIsDecidedAsTheStoreDecides(int grants) {
        Random random = new Random(grants);
        MemoryStore store = new MemoryStore();
        DecisionPoint uncached = new StoreDecisionPoint(store, Clock.systemUTC());
        Administration administration = Administration.of(store, uncached, Clock.systemUTC(), () -> null);
        PERMISSIONS.forEach(name -> administration.permissions().define(name, ""));
        administration.resourceTypes().define("document", "", PERMISSIONS);
        Resource document = Resource.of("document", "1");
        administration.resources().register(NewResource.of(document));
        int subjects = grants + 20;
        for (int i = 0; i < 10; i++) {
            administration.groups().define("group" + i, "");
        }
        for (int i = 0; i < subjects; i++) {
            administration.groups().addMember("group" + i % 10, subject(i));
        }
        Set<Grant> wanted = new LinkedHashSet<>();
        while (wanted.size() < grants) {
            Holder holder = random.nextInt(50) == 0
                    ? Group.of("group" + random.nextInt(10))
                    : subject(random.nextInt(subjects));
            String permission = PERMISSIONS.get(random.nextInt(2));
            wanted.add((random.nextInt(4) == 0 ? Grant.deny(holder, permission) : Grant.allow(holder, permission))
                    .on(document));
        }
        administration.grants().grant(List.copyOf(wanted));

        try (CachedDecisionPoint cached = CachedDecisionPoint.over(store).build()) {
            for (int i = 0; i < subjects; i++) {
                for (String permission : PERMISSIONS) {
                    AccessRequest request = new AccessRequest(Tenant.DEFAULT, subject(i), permission).on(document);
                    // The second is decided from what the first has left behind.
                    cached.check(request);
                    assertThat(cached.check(request).code())
                            .as("%s", request)
                            .isEqualTo(uncached.check(request).code());
                }
            }
        }
    }

    private static Subject subject(int number) {
        return Subject.user("user" + number);
    }
}
