package io.tiergate.store.jpa;

import io.tiergate.schema.Vendor;

/**
 * Keeps a row from being deleted while another one comes to refer to it. PostgreSQL and MariaDB lock the row that a foreign
 * key refers to by themselves. H2 does not, and would leave grants behind that nobody holds. Rows that many refer to, such as
 * permissions, are not locked: {@link ReferenceCheck} looks at them before the commit.
 */
final class ReferredRows {

    private final Sql sql;
    private final boolean needed;

    ReferredRows(Sql sql, Vendor vendor) {
        this.sql = sql;
        this.needed = vendor == Vendor.H2;
    }

    /** Until the transaction ends. */
    void holdSubject(long subjectId) {
        hold("tiergate_subject", subjectId);
    }

    /** Until the transaction ends. */
    void holdGroup(long groupId) {
        hold("tiergate_group", groupId);
    }

    /** Until the transaction ends. */
    void holdBundle(long bundleId) {
        hold("tiergate_bundle", bundleId);
    }

    /** Until the transaction ends. */
    void holdType(long typeId) {
        hold("tiergate_resource_type", typeId);
    }

    /** Until the transaction ends. */
    void holdResource(long resourceId) {
        hold("tiergate_resource", resourceId);
    }

    /** As a change, so that also who deletes it on an older snapshot meets it. */
    private void hold(String table, long id) {
        if (needed) {
            sql.changeOne("update " + table + " set id = id where id = ?", id);
        }
    }
}
