package io.tiergate.sample.document;

import static org.springframework.data.jpa.domain.Specification.allOf;

import io.tiergate.Resource;
import io.tiergate.entity.Allowed;
import io.tiergate.sample.Permissions;
import io.tiergate.security.Access;
import io.tiergate.security.RequiresPermission;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be done with documents, each guarded by what it needs on that document. */
@Service
public class Documents {

    private static final int PAGE_SIZE = 20;

    private final DocumentRepository repository;
    private final Access access;
    private final Clock clock = Clock.systemUTC();

    Documents(DocumentRepository repository, Access access) {
        this.repository = repository;
        this.access = access;
    }

    /** A page of those that the current user may read, with what the user may do with each. */
    @Transactional(readOnly = true)
    public Page<DocumentRow> list(DocumentQuery query) {
        Page<Document> found = repository.findAll(
                allOf(Allowed.<Document>to(Permissions.DOCUMENT_READ), title(query.text()), in(query.folder())),
                PageRequest.of(query.page(), PAGE_SIZE, query.order()));
        Map<Resource, Set<String>> allowed = allowed(found.getContent());
        return found.map(document -> row(document, allowed));
    }

    @RequiresPermission(value = Permissions.DOCUMENT_READ, on = "document:{id}")
    @Transactional(readOnly = true)
    public Optional<DocumentRow> find(long id) {
        return repository.findById(id).map(document -> row(document, allowed(List.of(document))));
    }

    @RequiresPermission(value = Permissions.DOCUMENT_WRITE, on = "document:{id}")
    @Transactional
    public void change(long id, String title, String content) {
        repository.findById(id).ifPresent(document -> document.change(title, content, Instant.now(clock)));
    }

    /** Takes the grants on it with it. */
    @RequiresPermission(value = Permissions.DOCUMENT_DELETE, on = "document:{id}")
    @Transactional
    public void delete(long id) {
        repository.deleteById(id);
    }

    /** What the current user may do with each. */
    private Map<Resource, Set<String>> allowed(List<Document> documents) {
        return access.each()
                .allowed(
                        documents.stream().map(Document::resource).toList(),
                        Permissions.DOCUMENT_WRITE,
                        Permissions.DOCUMENT_DELETE,
                        Permissions.DOCUMENT_SHARE);
    }

    private static DocumentRow row(Document document, Map<Resource, Set<String>> allowed) {
        return DocumentRow.of(document, allowed.getOrDefault(document.resource(), Set.of()));
    }

    private static Specification<Document> title(String text) {
        if (text.isEmpty()) {
            return Specification.unrestricted();
        }
        String pattern = "%" + text.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
        return (document, query, criteria) -> criteria.like(criteria.lower(document.get("title")), pattern, '!');
    }

    /** In the folder, or in one of those in it. */
    private static Specification<Document> in(@Nullable Long folder) {
        if (folder == null) {
            return Specification.unrestricted();
        }
        return (document, query, criteria) -> criteria.or(
                criteria.equal(document.get("folder").get("id"), folder),
                criteria.equal(document.get("folder").get("parent").get("id"), folder),
                criteria.equal(
                        document.get("folder").get("parent").get("parent").get("id"), folder));
    }
}
