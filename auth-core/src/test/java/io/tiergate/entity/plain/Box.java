package io.tiergate.entity.plain;

import io.tiergate.entity.GuardedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/** In a box, or not. */
@Entity
@GuardedEntity(type = "box", parent = "around", owner = "owner")
public class Box {

    @Id
    private long id;

    @Column(name = "resource_id", updatable = false)
    private @Nullable Long resourceId;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Box around;

    private @Nullable String owner;

    private @Nullable String label;

    protected Box() {}

    public Box(long id, @Nullable Box around) {
        this.id = id;
        this.around = around;
    }

    public long id() {
        return id;
    }

    public @Nullable Long resourceId() {
        return resourceId;
    }

    public @Nullable String label() {
        return label;
    }

    public Box label(String text) {
        label = text;
        return this;
    }

    public Box move(@Nullable Box into) {
        around = into;
        return this;
    }

    public Box owned(@Nullable String by) {
        owner = by;
        return this;
    }

    /** As a request may bring it. */
    public Box withKey(@Nullable Long key) {
        resourceId = key;
        return this;
    }
}
