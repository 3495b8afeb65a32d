package io.tiergate.boot.host;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** An entity of the host. */
@Entity
class Book {

    @Id
    @GeneratedValue
    private Long id;

    private String title;

    protected Book() {}

    Book(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
