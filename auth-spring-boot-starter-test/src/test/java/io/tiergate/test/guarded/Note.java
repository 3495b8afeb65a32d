package io.tiergate.test.guarded;

import io.tiergate.entity.GuardedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
@GuardedEntity(type = "note")
public class Note {

    @Id
    private long id;

    private String title = "";

    @Column(name = "resource_id", nullable = false, updatable = false)
    private Long resourceId;

    protected Note() {}

    public Note(long id, String title) {
        this.id = id;
        this.title = title;
    }

    public String title() {
        return title;
    }
}
