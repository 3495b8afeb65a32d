package io.tiergate.boot.web;

import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the web answers where Tiergate lets nobody in.
 *
 * @param reveal What an answer to somebody who was denied tells about the denial.
 * @param problemBase What the type of a problem begins with, an absolute URI. Programs tell problems apart by it.
 */
@ConfigurationProperties("tiergate.web")
public record TiergateWebProperties(
        @DefaultValue("nothing") Reveal reveal,
        @DefaultValue("https://tiergate.io/problems/") String problemBase) {

    public TiergateWebProperties {
        if (!isAbsolute(problemBase)) {
            throw new IllegalArgumentException("tiergate.web.problem-base is '" + problemBase
                    + "', which is not an absolute URI. Give one, for example https://example.com/problems/.");
        }
    }

    private static boolean isAbsolute(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /** What an answer to somebody who was denied tells about the denial. */
    public enum Reveal {
        /** Only that it is one. */
        NOTHING,
        /** The name of the permission, too. */
        PERMISSION,
        /** The permission and the reason, too: not granted, denied, suspended, unknown. */
        REASON
    }
}
