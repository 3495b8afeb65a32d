package io.tiergate.store.jpa;

import io.tiergate.schema.Vendor;

/**
 * Lets transactions that read snapshots have one of all our tables. H2 takes them table by table, each when it is first needed:
 * what is read later would be of another state, and who changes the revision of a tenant would not meet others' changes since
 * the first reading, as it does on the other databases.
 */
final class WholeSnapshots {

    private final Sql sql;
    private final Transactions transactions;
    private final boolean needed;

    WholeSnapshots(Sql sql, Transactions transactions, Vendor vendor) {
        this.sql = sql;
        this.transactions = transactions;
        this.needed = vendor == Vendor.H2;
    }

    /** To be called before anything is read; does nothing once there is one. */
    void take() {
        if (needed && transactions.readsSnapshot()) {
            // With each table those that refer to it. Nothing is read.
            sql.list("select 1 from tiergate_tenant, tiergate_revision, tiergate_tree where 1 = 0", (row, number) -> 1);
        }
    }
}
