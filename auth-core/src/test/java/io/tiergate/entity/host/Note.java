package io.tiergate.entity.host;

import io.tiergate.entity.GuardedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.jspecify.annotations.Nullable;

/** With ids that the application gives, in a tenant that the row names, below a folder or a paper's folder. */
@Entity
@GuardedEntity(type = "note", key = "resource", parent = "folder", tenant = "tenant")
public class Note {

    @Id
    @Column(length = 100)
    private String id;

    @Column(name = "guarded_by", updatable = false)
    private @Nullable Long resource;

    @ManyToOne
    private @Nullable Folder folder;

    private String tenant;

    private @Nullable String text;

    protected Note() {
        this("", "", null);
    }

    public Note(String id, String tenant, @Nullable Folder folder) {
        this.id = id;
        this.tenant = tenant;
        this.folder = folder;
    }

    public Note saying(String words) {
        text = words;
        return this;
    }

    public String id() {
        return id;
    }

    /** As a form or JSON may set it. */
    public Note bind(@Nullable Long key) {
        resource = key;
        return this;
    }

    public @Nullable Long resource() {
        return resource;
    }

    public void moveTo(String otherTenant) {
        tenant = otherTenant;
    }
}
