package io.tiergate.store.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.springframework.data.domain.Persistable;

/** A permission of a type of resources. */
@Entity(name = "TiergateResourceTypePermission")
@Table(name = "tiergate_resource_type_permission")
@IdClass(ResourceTypePermissionEntity.Key.class)
class ResourceTypePermissionEntity implements Persistable<ResourceTypePermissionEntity.Key> {

    @Id
    @Column(name = "type_id")
    private long typeId;

    @Id
    @Column(name = "permission_id")
    private long permissionId;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected ResourceTypePermissionEntity() {}

    ResourceTypePermissionEntity(long typeId, long permissionId) {
        this.typeId = typeId;
        this.permissionId = permissionId;
    }

    @Override
    public Key getId() {
        return new Key(typeId, permissionId);
    }

    /** Entities are only ever made to be inserted. */
    @Override
    public boolean isNew() {
        return true;
    }

    /** The key. */
    record Key(long typeId, long permissionId) implements Serializable {}
}
