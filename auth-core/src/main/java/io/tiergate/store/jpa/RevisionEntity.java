package io.tiergate.store.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.springframework.data.domain.Persistable;

/** A row of revisions. */
@Entity(name = "TiergateRevision")
@Table(name = "tiergate_revision")
class RevisionEntity implements Persistable<Long> {

    @Id
    @Column(name = "tenant_id")
    private long tenantId;

    @Column(name = "revision")
    private long revision;

    @Column(name = "definitions_revision")
    private long definitionsRevision;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected RevisionEntity() {}

    RevisionEntity(long tenantId, long revision, long definitionsRevision) {
        this.tenantId = tenantId;
        this.revision = revision;
        this.definitionsRevision = definitionsRevision;
    }

    @Override
    public Long getId() {
        return tenantId;
    }

    /** Entities are only ever made to be inserted. */
    @Override
    public boolean isNew() {
        return true;
    }
}
