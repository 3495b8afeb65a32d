package io.tiergate.sample.document;

import io.tiergate.entity.GuardedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A folder. What is granted on it holds for all in it. */
@Entity
@Table(name = "app_folder")
@GuardedEntity(type = DocumentTypes.FOLDER, parent = "parent", owner = "owner")
class Folder {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "app_folder")
    @SequenceGenerator(name = "app_folder", sequenceName = "app_folder_sequence", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "resource_id", nullable = false, updatable = false)
    private @Nullable Long resourceId;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "parent_id")
    private @Nullable Folder parent;

    private String name;

    @Column(name = "owner")
    private @Nullable String owner;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Folder() {}

    Folder(String name, @Nullable Folder parent) {
        this.name = name;
        this.parent = parent;
    }

    long id() {
        return Ids.of(id);
    }

    String name() {
        return name;
    }

    /** The names from the root down. */
    String path() {
        return parent == null ? name : parent.path() + " / " + name;
    }
}
