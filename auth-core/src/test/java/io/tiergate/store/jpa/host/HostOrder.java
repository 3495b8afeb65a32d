package io.tiergate.store.jpa.host;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A business row of the host's. */
@Entity
@Table(name = "host_order")
public class HostOrder {

    @Id
    private long id;

    private String state;

    protected HostOrder() {}

    public HostOrder(long id, String state) {
        this.id = id;
        this.state = state;
    }
}
