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

/** A row of the catalogue. */
@Entity(name = "TiergatePermission")
@Table(name = "tiergate_permission")
class PermissionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "tiergate_permission")
    @SequenceGenerator(name = "tiergate_permission", sequenceName = "tiergate_sequence", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "tenant_id")
    private long tenantId;

    @Column(name = "name")
    private String name;

    @Column(name = "description")
    private String description;

    @Column(name = "declared")
    private boolean declared;

    @Column(name = "retired")
    private boolean retired;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected PermissionEntity() {}

    PermissionEntity(long tenantId, String name, String description, boolean declared, boolean retired) {
        this.tenantId = tenantId;
        this.name = name;
        this.description = description;
        this.declared = declared;
        this.retired = retired;
    }

    long id() {
        return Objects.requireNonNull(id, "id");
    }
}
