package io.tiergate.boot.jpa;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** An entity of a host, whose table Hibernate makes. */
@Entity
class Draft {

    @Id
    @GeneratedValue
    private Long id;
}
