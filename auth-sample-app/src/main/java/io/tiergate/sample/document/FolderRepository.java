package io.tiergate.sample.document;

import java.util.List;
import org.springframework.data.repository.Repository;

/** The table of folders. */
interface FolderRepository extends Repository<Folder, Long> {

    <S extends Folder> List<S> saveAll(Iterable<S> folders);

    long count();
}
