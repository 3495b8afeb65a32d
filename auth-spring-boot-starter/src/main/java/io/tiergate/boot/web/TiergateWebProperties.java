package io.tiergate.boot.web;

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
