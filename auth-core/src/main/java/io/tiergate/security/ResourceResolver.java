package io.tiergate.security;

import io.tiergate.HasResource;
import io.tiergate.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Says which resource an object of the application is, for questions that name the object. A bean of this type takes the
 * place of {@link #standard()}. What it throws reaches whoever asked, as an error and never as "allowed".
 */
@FunctionalInterface
public interface ResourceResolver {

    /** @return null if it is none that this knows: then what is asked about it is denied */
    @Nullable
    Resource resolve(Object target);

    /** A {@link Resource} is itself, and what {@link HasResource has one} is that; nothing else is a resource. */
    static ResourceResolver standard() {
        return target -> target instanceof Resource resource
                ? resource
                : target instanceof HasResource having ? having.resource() : null;
    }
}
