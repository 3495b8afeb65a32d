package io.tiergate.boot.mistaken;

import io.tiergate.entity.GuardedEntity;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Without an attribute for the key. */
@Entity
@GuardedEntity(type = "mistake")
public class Mistaken {

    @Id
    Long id;
}
