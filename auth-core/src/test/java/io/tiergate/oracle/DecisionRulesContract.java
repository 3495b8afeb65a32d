package io.tiergate.oracle;

import io.tiergate.DecisionPoint;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.Store;
import io.tiergate.testing.StoreFixture;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Section 2 of the design: a test for each sentence, through the administration service and the
 * decision point, as an application uses them.
 *
 * <p>The tests of a class share one store and one decision point with its caches, and each has tenants of its own.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class DecisionRulesContract
        implements AtLeastRules,
                HolderRules,
                BuiltInGroupRules,
                WhatRules,
                ValidityRules,
                TenantRules,
                DenialRules,
                RemovalRules,
                ResourceRules,
                OwnershipRules,
                UnknownResourceRules,
                ReasonRules,
                WhoMayRules {

    private final TestClock clock = new TestClock(NOON);
    private StoreFixture fixture;
    private DecisionPoint decisions;
    private int count;
    private Tenant tenant;
    private Tenant otherTenant;

    abstract StoreFixture open();

    /** What the rules are held against. */
    DecisionPoint over(Store store, Clock at) {
        return new StoreDecisionPoint(store, at);
    }

    @BeforeAll
    void openStore() {
        fixture = open();
        decisions = over(fixture.store(), clock);
    }

    @BeforeEach
    void beginAnew() {
        clock.set(NOON);
        tenant = Tenant.of(unique("here"));
        otherTenant = Tenant.of(unique("there"));
        administration().tenants().create(tenant);
        administration().tenants().create(otherTenant);
    }

    @AfterAll
    void closeStore() throws Exception {
        if (decisions instanceof AutoCloseable cached) {
            cached.close();
        }
        if (fixture != null) {
            fixture.close();
        }
    }

    @Override
    public final Store store() {
        return fixture.store();
    }

    @Override
    public final TestClock clock() {
        return clock;
    }

    @Override
    public final DecisionPoint decisions() {
        return decisions;
    }

    @Override
    public final Tenant tenant() {
        return tenant;
    }

    @Override
    public final Tenant otherTenant() {
        return otherTenant;
    }

    @Override
    public final Administration administration() {
        return Administration.of(fixture.store(), decisions, clock, () -> Subject.user("admin"))
                .inTenant(tenant);
    }

    @Override
    public final String unique(String name) {
        count++;
        return name + count;
    }
}
