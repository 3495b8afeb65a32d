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

/** A row of subjects. */
@Entity(name = "TiergateSubject")
@Table(name = "tiergate_subject")
class SubjectEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tiergate_subject")
    @SequenceGenerator(name = "tiergate_subject", sequenceName = "tiergate_sequence", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "tenant_id")
    private long tenantId;

    @Column(name = "subject_type")
    private String subjectType;

    @Column(name = "subject_id")
    private String subjectId;

    @Column(name = "display_name")
    private String displayName;

    @Column(name = "suspended")
    private boolean suspended;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected SubjectEntity() {}

    SubjectEntity(long tenantId, String subjectType, String subjectId, String displayName, boolean suspended) {
        this.tenantId = tenantId;
        this.subjectType = subjectType;
        this.subjectId = subjectId;
        this.displayName = displayName;
        this.suspended = suspended;
    }

    long id() {
        return Objects.requireNonNull(id, "id");
    }
}
