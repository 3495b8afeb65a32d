package io.tiergate.sample.document;

import io.tiergate.sample.Permissions;
import java.time.Instant;
import java.util.Set;

/**
 * A document as pages show it, with what the current user may do with it.
 *
 * @param folderId the key of the folder
 * @param folder the names of the folder and those above it
 * @param owner empty for nobody
 */
public record DocumentRow(
        long id,
        String title,
        String content,
        long folderId,
        String folder,
        String owner,
        Instant changedAt,
        boolean mayWrite,
        boolean mayDelete,
        boolean mayShare) {

    /** @param allowed what the current user may do with the document */
    static DocumentRow of(Document document, Set<String> allowed) {
        String owner = document.owner();
        return new DocumentRow(
                document.id(),
                document.title(),
                document.content(),
                document.folder().id(),
                document.folder().path(),
                owner == null ? "" : owner,
                document.changedAt(),
                allowed.contains(Permissions.DOCUMENT_WRITE),
                allowed.contains(Permissions.DOCUMENT_DELETE),
                allowed.contains(Permissions.DOCUMENT_SHARE));
    }
}
