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

/** A row of memberships. */
@Entity(name = "TiergateMembership")
@Table(name = "tiergate_group_member")
class MembershipEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tiergate_group_member")
    @SequenceGenerator(name = "tiergate_group_member", sequenceName = "tiergate_sequence", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "group_id")
    private long groupId;

    @Column(name = "subject_id")
    private long subjectId;

    @Column(name = "valid_from")
    private @Nullable Long validFrom;

    @Column(name = "valid_until")
    private @Nullable Long validUntil;

    @Column(name = "added_by")
    private @Nullable String addedBy;

    @Column(name = "added_at")
    private long addedAt;

    @Column(name = "reason")
    private @Nullable String reason;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected MembershipEntity() {}

    MembershipEntity(
            long groupId,
            long subjectId,
            @Nullable Long validFrom,
            @Nullable Long validUntil,
            @Nullable String addedBy,
            long addedAt,
            @Nullable String reason) {
        this.groupId = groupId;
        this.subjectId = subjectId;
        this.validFrom = validFrom;
        this.validUntil = validUntil;
        this.addedBy = addedBy;
        this.addedAt = addedAt;
        this.reason = reason;
    }

    long id() {
        return Objects.requireNonNull(id, "id");
    }
}
