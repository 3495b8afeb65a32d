package io.tiergate.boot.entity;

import io.tiergate.entity.GuardedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

@Entity
@GuardedEntity(type = "shelf", owner = "owner")
class Shelf {

    @Id
    @GeneratedValue
    Long id;

    @Column(name = "resource_id", nullable = false, updatable = false)
    Long resourceId;

    String owner;
}
