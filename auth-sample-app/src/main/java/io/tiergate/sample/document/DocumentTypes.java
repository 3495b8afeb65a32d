package io.tiergate.sample.document;

import io.tiergate.Resource;
import io.tiergate.admin.ResourceTypeCatalogue;
import io.tiergate.sample.Permissions;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be granted on folders and documents. A folder has what can be done with the documents in it. */
@Configuration(proxyBeanMethods = false)
class DocumentTypes {

    static final String FOLDER = "folder";
    static final String DOCUMENT = "document";

    static final List<String> PERMISSIONS = List.of(
            Permissions.DOCUMENT_READ,
            Permissions.DOCUMENT_WRITE,
            Permissions.DOCUMENT_DELETE,
            Permissions.DOCUMENT_SHARE);

    @Bean
    static ResourceTypeCatalogue resourceTypes() {
        String[] permissions = PERMISSIONS.toArray(String[]::new);
        return ResourceTypeCatalogue.of(FOLDER, "A folder, with all in it", permissions)
                .and(DOCUMENT, "A document", permissions);
    }

    static Resource document(long id) {
        return Resource.of(DOCUMENT, id);
    }

    static Resource folder(long id) {
        return Resource.of(FOLDER, id);
    }
}
