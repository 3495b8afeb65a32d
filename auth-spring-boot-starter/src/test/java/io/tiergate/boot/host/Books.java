package io.tiergate.boot.host;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** A repository of the host. */
interface Books extends JpaRepository<Book, Long> {

    List<Book> findByTitle(String title);
}
