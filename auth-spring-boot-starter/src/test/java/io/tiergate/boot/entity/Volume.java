package io.tiergate.boot.entity;

import io.tiergate.entity.GuardedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
@GuardedEntity(type = "volume", parent = "shelf")
class Volume {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "resource_id", updatable = false)
    Long resourceId;

    @ManyToOne
    Shelf shelf;

    String title;
}
