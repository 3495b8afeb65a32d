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

/** A row of grants. */
@Entity(name = "TiergateGrant")
@Table(name = "tiergate_grant")
class GrantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tiergate_grant")
    @SequenceGenerator(name = "tiergate_grant", sequenceName = "tiergate_sequence", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "tenant_id")
    private long tenantId;

    @Column(name = "holder_subject_id")
    private @Nullable Long holderSubjectId;

    @Column(name = "holder_group_id")
    private @Nullable Long holderGroupId;

    @Column(name = "permission_id")
    private @Nullable Long permissionId;

    @Column(name = "bundle_id")
    private @Nullable Long bundleId;

    @Column(name = "wildcard")
    private @Nullable String wildcard;

    @Column(name = "resource_id")
    private @Nullable Long resourceId;

    @Column(name = "effect")
    private String effect;

    @Column(name = "valid_from")
    private @Nullable Long validFrom;

    @Column(name = "valid_until")
    private @Nullable Long validUntil;

    @Column(name = "granted_by")
    private @Nullable String grantedBy;

    @Column(name = "granted_at")
    private long grantedAt;

    @Column(name = "reason")
    private @Nullable String reason;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected GrantEntity() {}

    GrantEntity(
            long tenantId,
            @Nullable Long holderSubjectId,
            @Nullable Long holderGroupId,
            @Nullable Long permissionId,
            @Nullable Long bundleId,
            @Nullable String wildcard,
            @Nullable Long resourceId,
            String effect,
            @Nullable Long validFrom,
            @Nullable Long validUntil,
            @Nullable String grantedBy,
            long grantedAt,
            @Nullable String reason) {
        this.tenantId = tenantId;
        this.holderSubjectId = holderSubjectId;
        this.holderGroupId = holderGroupId;
        this.permissionId = permissionId;
        this.bundleId = bundleId;
        this.wildcard = wildcard;
        this.resourceId = resourceId;
        this.effect = effect;
        this.validFrom = validFrom;
        this.validUntil = validUntil;
        this.grantedBy = grantedBy;
        this.grantedAt = grantedAt;
        this.reason = reason;
    }

    long id() {
        return Objects.requireNonNull(id, "id");
    }
}
