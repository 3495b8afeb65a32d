package io.tiergate.hosts;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A user, in the host's own table. */
@Entity
@Table(name = "host_user")
class HostUser {

    @Id
    private long id;

    private String name;

    protected HostUser() {}
}
