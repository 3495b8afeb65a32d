package io.tiergate.entity.host;

import io.tiergate.entity.GuardedEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In a tree, with ids from a sequence. */
@Entity
@GuardedEntity(type = "folder", parent = "parent", owner = "owner")
public class Folder {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "folders")
    @SequenceGenerator(name = "folders", sequenceName = "host_folders", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "resource_id", nullable = false, updatable = false)
    private @Nullable Long resourceId;

    @Version
    private int version;

    private @Nullable String title;

    private @Nullable String owner;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Folder parent;

    @OneToMany(mappedBy = "parent", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("title")
    private List<Folder> folders = new ArrayList<>();

    protected Folder() {}

    public Folder(String title, @Nullable Folder parent) {
        this.title = title;
        this.parent = parent;
    }

    public Folder owned(@Nullable String by) {
        owner = by;
        return this;
    }

    public @Nullable Long id() {
        return id;
    }

    /** As a form or JSON may set it. */
    public Folder bind(@Nullable Long key) {
        resourceId = key;
        return this;
    }

    public @Nullable Long resourceId() {
        return resourceId;
    }

    public @Nullable String title() {
        return title;
    }

    public int version() {
        return version;
    }

    public List<Folder> folders() {
        return folders;
    }

    public Folder add(String child) {
        Folder added = new Folder(child, this);
        folders.add(added);
        return added;
    }

    public void move(@Nullable Folder to) {
        parent = to;
    }

    public void rename(String to) {
        title = to;
    }
}
