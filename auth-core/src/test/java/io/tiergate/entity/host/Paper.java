package io.tiergate.entity.host;

import io.tiergate.entity.GuardedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/** With ids that the database gives to rows. */
@Entity
@GuardedEntity(type = "paper", parent = "folder", owner = "author")
public class Paper {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(name = "resource_id", updatable = false)
    private @Nullable Long resourceId;

    @Version
    private int version;

    private @Nullable String title;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Folder folder;

    @Transient
    private @Nullable Long late;

    /** A number that names a subject. */
    private @Nullable Long author;

    protected Paper() {}

    public Paper(String title, @Nullable Folder folder) {
        this.title = title;
        this.folder = folder;
    }

    public Paper by(@Nullable Long subject) {
        author = subject;
        return this;
    }

    public @Nullable Long id() {
        return id;
    }

    /** As a form or JSON may set it. */
    public Paper bind(@Nullable Long key) {
        resourceId = key;
        return this;
    }

    /** As a callback of the application's own may set it, which runs when Hibernate has seen what has changed. */
    public Paper bindLate(@Nullable Long key) {
        late = key;
        return this;
    }

    @PreUpdate
    void beforeUpdate() {
        if (late != null) {
            resourceId = late;
        }
    }

    public @Nullable Long resourceId() {
        return resourceId;
    }

    public int version() {
        return version;
    }

    public @Nullable String title() {
        return title;
    }

    public void move(@Nullable Folder to) {
        folder = to;
    }
}
