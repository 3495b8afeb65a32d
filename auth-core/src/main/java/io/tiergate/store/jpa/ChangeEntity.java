package io.tiergate.store.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A row of the change log. */
@Entity(name = "TiergateChange")
@Table(name = "tiergate_change")
@IdClass(ChangeEntity.Key.class)
class ChangeEntity implements Persistable<ChangeEntity.Key> {

    @Id
    @Column(name = "change_set_id")
    private long changeSetId;

    @Id
    @Column(name = "ordinal")
    private int ordinal;

    @Column(name = "kind")
    private String kind;

    @Column(name = "operation")
    private String operation;

    @Column(name = "object_id")
    private long objectId;

    @Column(name = "subject_id")
    private @Nullable Long subjectId;

    @Column(name = "group_id")
    private @Nullable Long groupId;

    @Column(name = "resource_id")
    private @Nullable Long resourceId;

    @Column(name = "before_state")
    private @Nullable String beforeState;

    @Column(name = "after_state")
    private @Nullable String afterState;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ChangeEntity() {}

    ChangeEntity(
            long changeSetId,
            int ordinal,
            String kind,
            String operation,
            long objectId,
            @Nullable Long subjectId,
            @Nullable Long groupId,
            @Nullable Long resourceId,
            @Nullable String beforeState,
            @Nullable String afterState) {
        this.changeSetId = changeSetId;
        this.ordinal = ordinal;
        this.kind = kind;
        this.operation = operation;
        this.objectId = objectId;
        this.subjectId = subjectId;
        this.groupId = groupId;
        this.resourceId = resourceId;
        this.beforeState = beforeState;
        this.afterState = afterState;
    }

    @Override
    public Key getId() {
        return new Key(changeSetId, ordinal);
    }

    /** Entities are only ever made to be inserted. */
    @Override
    public boolean isNew() {
        return true;
    }

    /** The key. */
    record Key(long changeSetId, int ordinal) implements Serializable {}
}
