package io.tiergate.testing;

import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;

/** A store to test on, as it is when new: migrated, with the tenants that always exist, and nothing else. */
public interface StoreFixture extends AutoCloseable {

    Store store();

    @Override
    void close();

    /** A new store in memory. */
    static StoreFixture memory() {
        Store store = new MemoryStore();
        return new StoreFixture() {
            @Override
            public Store store() {
                return store;
            }

            @Override
            public void close() {}
        };
    }

    /**
     * A new store in a new, migrated database.
     *
     * @param before statements of the host's that run before our migrations
     */
    static JpaStoreFixture on(TestDatabase database, String... before) {
        return new JpaStoreFixture(database.fresh(), before);
    }
}
