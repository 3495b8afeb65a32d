package io.tiergate.sample.document;

import io.tiergate.Resource;
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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A document in a folder. Its row is a resource, which comes and goes with it. */
@Entity
@Table(name = "app_document")
@GuardedEntity(type = DocumentTypes.DOCUMENT, parent = "folder", owner = "owner")
class Document {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "app_document")
    @SequenceGenerator(name = "app_document", sequenceName = "app_document_sequence", allocationSize = 50)
    private @Nullable Long id;

    @Column(name = "resource_id", nullable = false, updatable = false)
    private @Nullable Long resourceId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "folder_id")
    private Folder folder;

    private String title;

    private String content;

    private @Nullable String owner;

    private Instant changedAt;

    /** For Hibernate. */
    @SuppressWarnings("NullAway.Init")
    protected Document() {}

    Document(Folder folder, String title, String content, @Nullable String owner, Instant changedAt) {
        this.folder = folder;
        this.title = title;
        this.content = content;
        this.owner = owner;
        this.changedAt = changedAt;
    }

    void change(String newTitle, String newContent, Instant now) {
        title = newTitle;
        content = newContent;
        changedAt = now;
    }

    Resource resource() {
        return DocumentTypes.document(id());
    }

    long id() {
        return Ids.of(id);
    }

    Folder folder() {
        return folder;
    }

    String title() {
        return title;
    }

    String content() {
        return content;
    }

    @Nullable
    String owner() {
        return owner;
    }

    Instant changedAt() {
        return changedAt;
    }
}
