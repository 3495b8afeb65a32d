package io.tiergate.test.guarded;

import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.admin.ResourceTypeCatalogue;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application whose rows are guarded, one by one. */
@SpringBootApplication
public class NotesApplication {

    @Bean
    static PermissionCatalogue permissions() {
        return PermissionCatalogue.of("note.read", "Read notes");
    }

    @Bean
    static ResourceTypeCatalogue types() {
        return ResourceTypeCatalogue.of("note", "A note", "note.read");
    }
}
