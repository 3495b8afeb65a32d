package io.tiergate.store;

import io.tiergate.Tenant;
import io.tiergate.testing.StoreFixture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What every store promises, read at the port itself. A new store's test is a subclass that says how to make one.
 *
 * <p>The tests of a class share one store, and each has tenants of its own in it.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class StoreContract
        implements ExactNamesContract,
                UniquenessContract,
                RemovalContract,
                RoundTripContract,
                TenantContract,
                TransactionContract,
                GrantTableContract,
                DefinitionsContract,
                HoldingsContract,
                StampContract,
                ChangeLogContract,
                ResourceHoldingsContract {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private StoreFixture fixture;
    private TenantRow here;
    private TenantRow there;

    abstract StoreFixture open();

    @BeforeAll
    void openStore() {
        fixture = open();
    }

    @BeforeEach
    void addTenants() {
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
    public final TenantRow here() {
        return here;
    }

    @Override
    public final TenantRow there() {
        return there;
    }

    @Override
    public final String unique(String name) {
        return name + COUNT.incrementAndGet();
    }

    private TenantRow tenant(String name) {
        return write(() -> store().tenants().insert(Tenant.of(unique(name))));
    }
}
