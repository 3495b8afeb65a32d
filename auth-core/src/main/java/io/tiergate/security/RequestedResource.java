package io.tiergate.security;

import io.tiergate.InvalidNameException;
import io.tiergate.Resource;
import org.jspecify.annotations.Nullable;

/** Resources as requests name them: what cannot be one is a reason to deny, and not an error. */
final class RequestedResource {

    private RequestedResource() {}

    /** Null for what cannot be a resource. */
    static @Nullable Resource usable(@Nullable String text) {
        try {
            return text == null ? null : Resource.parse(text);
        } catch (InvalidNameException unusable) {
            return null;
        }
    }

    /** Whether it begins with what can be a type. */
    static boolean hasType(String text) {
        int colon = text.indexOf(':');
        return usable((colon < 0 ? text : text.substring(0, colon)) + ":id") != null;
    }
}
