package io.tiergate.security;

import io.tiergate.Decision;
import io.tiergate.Decision.Code;
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

    /**
     * What is decided about what cannot be a resource: it is none that is registered. What else is wrong comes first, as
     * with every resource.
     *
     * @param everywhere what is decided about everywhere
     */
    static Decision unusable(@Nullable String text, Decision everywhere) {
        Code code = everywhere.code();
        if (code == Code.UNKNOWN_PERMISSION) {
            return everywhere;
        }
        if (text != null && !hasType(text)) {
            return new Decision(Code.UNKNOWN_RESOURCE_TYPE, everywhere.revision());
        }
        return code == Code.GRANTED || code == Code.NOT_GRANTED
                ? new Decision(Code.UNKNOWN_RESOURCE, everywhere.revision())
                : everywhere;
    }

    private static boolean hasType(String text) {
        int colon = text.indexOf(':');
        return usable((colon < 0 ? text : text.substring(0, colon)) + ":id") != null;
    }
}
