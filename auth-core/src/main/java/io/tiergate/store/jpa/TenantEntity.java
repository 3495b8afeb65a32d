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

/** A row of tenants. */
@Entity(name = "TiergateTenant")
@Table(name = "tiergate_tenant")
class TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tiergate_tenant")
    @SequenceGenerator(name = "tiergate_tenant", sequenceName = "tiergate_sequence", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "tenant_key")
    private String tenantKey;

    @Column(name = "names_version")
    private long namesVersion;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected TenantEntity() {}

    TenantEntity(String tenantKey, long namesVersion) {
        this.tenantKey = tenantKey;
        this.namesVersion = namesVersion;
    }

    long id() {
        return Objects.requireNonNull(id, "id");
    }
}
