package io.tiergate.store.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.springframework.data.domain.Persistable;

/** A permission of a bundle. */
@Entity(name = "TiergateBundlePermission")
@Table(name = "tiergate_bundle_permission")
@IdClass(BundlePermissionEntity.Key.class)
class BundlePermissionEntity implements Persistable<BundlePermissionEntity.Key> {

    @Id
    @Column(name = "bundle_id")
    private long bundleId;

    @Id
    @Column(name = "permission_id")
    private long permissionId;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected BundlePermissionEntity() {}

    BundlePermissionEntity(long bundleId, long permissionId) {
        this.bundleId = bundleId;
        this.permissionId = permissionId;
    }

    @Override
    public Key getId() {
        return new Key(bundleId, permissionId);
    }

    /** Entities are only ever made to be inserted. */
    @Override
    public boolean isNew() {
        return true;
    }

    /** The key. */
    record Key(long bundleId, long permissionId) implements Serializable {}
}
