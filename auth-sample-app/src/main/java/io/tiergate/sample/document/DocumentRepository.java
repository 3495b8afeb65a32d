package io.tiergate.sample.document;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.repository.Repository;

/** The table of documents. */
interface DocumentRepository extends Repository<Document, Long> {

    /** With the folders above them, which a list shows. */
    @EntityGraph(attributePaths = {"folder", "folder.parent", "folder.parent.parent"})
    Page<Document> findAll(Specification<Document> specification, Pageable pageable);

    @EntityGraph(attributePaths = {"folder", "folder.parent", "folder.parent.parent"})
    Optional<Document> findById(long id);

    <S extends Document> List<S> saveAll(Iterable<S> documents);

    void deleteById(long id);

    /** Writes what is new, with its resources, so that something can be granted on them. */
    void flush();
}
