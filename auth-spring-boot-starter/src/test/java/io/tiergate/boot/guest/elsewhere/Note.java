package io.tiergate.boot.guest.elsewhere;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;

/** An entity of a host. */
@Entity
public class Note {

    @Id
    @GeneratedValue
    private Long id;

    private String bodyText;

    protected Note() {}

    public Note(String bodyText) {
        this.bodyText = bodyText;
    }

    public String bodyText() {
        return bodyText;
    }
}
