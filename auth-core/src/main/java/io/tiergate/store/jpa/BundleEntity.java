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

/** A row of bundles. */
@Entity(name = "TiergateBundle")
@Table(name = "tiergate_bundle")
class BundleEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tiergate_bundle")
    @SequenceGenerator(name = "tiergate_bundle", sequenceName = "tiergate_sequence", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "tenant_id")
    private long tenantId;

    @Column(name = "name")
    private String name;

    @Column(name = "description")
    private String description;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected BundleEntity() {}

    BundleEntity(long tenantId, String name, String description) {
        this.tenantId = tenantId;
        this.name = name;
        this.description = description;
    }

    long id() {
        return Objects.requireNonNull(id, "id");
    }
}
