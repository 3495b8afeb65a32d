package io.tiergate.store.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of change sets; without a revision until its transaction commits. */
@Entity(name = "TiergateChangeSet")
@Table(name = "tiergate_change_set")
class ChangeSetEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tiergate_change_set")
    @SequenceGenerator(name = "tiergate_change_set", sequenceName = "tiergate_sequence", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "tenant_id")
    private long tenantId;

    @Column(name = "tenant_key")
    private String tenantKey;

    @Column(name = "revision")
    private @Nullable Long revision;

    @Column(name = "actor")
    private @Nullable String actor;

    @Column(name = "changed_at")
    private long changedAt;

    @Column(name = "reason")
    private @Nullable String reason;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ChangeSetEntity() {}

    ChangeSetEntity(
            long tenantId,
            String tenantKey,
            @Nullable Long revision,
            @Nullable String actor,
            long changedAt,
            @Nullable String reason) {
        this.tenantId = tenantId;
        this.tenantKey = tenantKey;
        this.revision = revision;
        this.actor = actor;
        this.changedAt = changedAt;
        this.reason = reason;
    }

    long id() {
        return Objects.requireNonNull(id, "id");
    }
}
