package io.tiergate.sample;

import io.tiergate.admin.PermissionCatalogue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the code of this application asks for. */
@Configuration(proxyBeanMethods = false)
public class Permissions {

    public static final String ENTRY = "entry";
    public static final String TOPSECRET = "topsecret";
    public static final String EVERYBODY = "everybody";
    public static final String LAUNCH_MISSILES = "launch-missiles";
    public static final String HINT = "hint";
    public static final String DOCUMENT_READ = "document.read";
    public static final String DOCUMENT_WRITE = "document.write";
    public static final String DOCUMENT_DELETE = "document.delete";
    public static final String DOCUMENT_SHARE = "document.share";

    @Bean
    static PermissionCatalogue catalogue() {
        return PermissionCatalogue.of(ENTRY, "See the home page")
                .and(TOPSECRET, "See the secret")
                .and(EVERYBODY, "See the page for everybody")
                .and(LAUNCH_MISSILES, "Launch the missiles")
                .and(HINT, "See a hint about the secret")
                .and(DOCUMENT_READ, "See a document")
                .and(DOCUMENT_WRITE, "Change a document")
                .and(DOCUMENT_DELETE, "Delete a document")
                .and(DOCUMENT_SHARE, "Share a document with others");
    }
}
