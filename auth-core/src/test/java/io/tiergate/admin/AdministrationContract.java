package io.tiergate.admin;

import io.tiergate.DecisionPoint;
import io.tiergate.Tenant;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.Store;
import io.tiergate.testing.StoreFixture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What the administration service promises, on every store. The tests of a class share one store, and each has tenants
 * of its own in it.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class AdministrationContract
        implements PermissionAdministrationContract,
                BundleAdministrationContract,
                GroupAdministrationContract,
                MembershipContract,
                SubjectAdministrationContract,
                ResourceTypeAdministrationContract,
                ResourceRegistrationContract,
                ResourceMoveContract,
                ResourceRemovalContract,
                ResourceReadContract,
                OwnershipContract,
                GrantAdministrationContract,
                GrantsOnResourcesContract,
                RevocationContract,
                TenantAdministrationContract,
                SharedDefinitionsContract,
                DeclarationContract,
                ChangeHistoryContract,
                ProvenanceContract {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final StandingClock clock = new StandingClock("2026-05-01T00:00:00Z");
    private StoreFixture fixture;
    private DecisionPoint decisions;
    private Administration here;
    private Administration there;

    abstract StoreFixture open();

    @BeforeAll
    void openStore() {
        fixture = open();
        decisions = new StoreDecisionPoint(fixture.store(), clock);
    }

    @BeforeEach
    void addTenants() {
        clock.set("2026-05-01T12:00:00Z");
        here = tenant("here");
        there = tenant("there");
    }

    @AfterAll
    void closeStore() {
        if (fixture != null) {
            fixture.close();
        }
    }

    @Override
    public final Store store() {
        return fixture.store();
    }

    @Override
    public final DecisionPoint decisions() {
        return decisions;
    }

    @Override
    public final StandingClock clock() {
        return clock;
    }

    @Override
    public final Administration here() {
        return here;
    }

    @Override
    public final Administration there() {
        return there;
    }

    @Override
    public final String unique(String name) {
        return name + COUNT.incrementAndGet();
    }

    private Administration tenant(String name) {
        Tenant tenant = Tenant.of(unique(name));
        Administration administration =
                Administration.of(store(), decisions, clock, () -> ADMIN).inTenant(tenant);
        administration.tenants().create(tenant);
        return administration;
    }
}
