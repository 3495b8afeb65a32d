package io.tiergate.test.host;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Book {

    @Id
    private long id;

    private String title = "";

    protected Book() {}

    public Book(long id, String title) {
        this.id = id;
        this.title = title;
    }

    public String title() {
        return title;
    }
}
