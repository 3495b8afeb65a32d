package io.tiergate.entity.host;

import io.tiergate.entity.GuardedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** With ids that Hibernate makes; always a root, and nobody's. */
@Entity
@GuardedEntity(type = "picture")
public class Picture {

    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    private @Nullable UUID id;

    @Column(name = "resource_id", updatable = false)
    private @Nullable Long resourceId;

    public @Nullable UUID id() {
        return id;
    }

    /** As a form or JSON may set it. */
    public Picture bind(@Nullable Long key) {
        resourceId = key;
        return this;
    }

    public @Nullable Long resourceId() {
        return resourceId;
    }
}
