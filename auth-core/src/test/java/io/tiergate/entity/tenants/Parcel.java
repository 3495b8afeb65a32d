package io.tiergate.entity.tenants;

import io.tiergate.entity.GuardedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** Hibernate sets its tenant. */
@Entity
@GuardedEntity(type = "parcel", tenant = "tenant")
public class Parcel {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private @Nullable Long id;

    @Column(name = "resource_id", updatable = false)
    private @Nullable Long resourceId;

    @TenantId
    @Column(length = 100)
    private @Nullable String tenant;

    public @Nullable Long id() {
        return id;
    }

    public @Nullable Long resourceId() {
        return resourceId;
    }
}
