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

/** A row of types of resources. */
@Entity(name = "TiergateResourceType")
@Table(name = "tiergate_resource_type")
class ResourceTypeEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tiergate_resource_type")
    @SequenceGenerator(name = "tiergate_resource_type", sequenceName = "tiergate_sequence", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "tenant_id")
    private long tenantId;

    @Column(name = "name")
    private String name;

    @Column(name = "description")
    private String description;

    @Column(name = "owner_bundle_id")
    private @Nullable Long ownerBundleId;

    @Column(name = "bound")
    private boolean bound;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ResourceTypeEntity() {}

    ResourceTypeEntity(long tenantId, String name, String description, @Nullable Long ownerBundleId, boolean bound) {
        this.tenantId = tenantId;
        this.name = name;
        this.description = description;
        this.ownerBundleId = ownerBundleId;
        this.bound = bound;
    }

    long id() {
        return Objects.requireNonNull(id, "id");
    }
}
