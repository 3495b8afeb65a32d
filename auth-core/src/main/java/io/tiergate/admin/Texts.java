package io.tiergate.admin;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.InvalidNameException;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.What;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The forms of what administrators type, checked before anything is looked up or written by it. */
final class Texts {

    static final int MAX_DESCRIPTION = 1_000;
    static final int MAX_DISPLAY_NAME = 255;

    private Texts() {}

    static void permission(String name) {
        new What(What.Kind.PERMISSION, name);
    }

    static void permission(String name, String description) {
        permission(name);
        free("description of permission '" + name + "'", description, MAX_DESCRIPTION);
    }

    static void permissions(Collection<String> names) {
        items("permissions", names);
        names.forEach(Texts::permission);
    }

    static void bundle(String name) {
        What.bundle(name);
    }

    static void bundle(String name, String description) {
        bundle(name);
        free("description of bundle '" + name + "'", description, MAX_DESCRIPTION);
    }

    static void resourceType(String name) {
        // Any id: the type is what is checked.
        Resource.of(name, "0");
    }

    static void resourceType(String name, String description) {
        resourceType(name);
        free("description of resource type '" + name + "'", description, MAX_DESCRIPTION);
    }

    static void group(String name) {
        Group.of(name);
    }

    static void group(String name, String description) {
        group(name);
        free("description of group '" + name + "'", description, MAX_DESCRIPTION);
    }

    static void displayName(Subject subject, String text) {
        free("display name of " + subject, text, MAX_DISPLAY_NAME);
    }

    static void reason(String text) {
        free("reason", text, Grant.MAX_REASON);
    }

    /** Refuses a collection that is null or contains null. */
    static void items(String argument, Collection<?> items) {
        Objects.requireNonNull(items, argument);
        int position = 1;
        for (Object item : items) {
            if (item == null) {
                throw new NullPointerException(argument + " contains null at position " + position + ". Leave it out.");
            }
            position++;
        }
    }

    /** @param what what is asked for, in the singular */
    static void page(long offset, int limit, String what) {
        if (offset < 0) {
            throw new IllegalArgumentException("The offset is " + offset + "; it cannot be below 0.");
        }
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "The limit is " + limit + "; at least 1 " + what + " must be asked for.");
        }
    }

    private static void free(String what, @Nullable String text, int max) {
        if (text == null) {
            throw new InvalidNameException("The " + what + " is missing. Give one; it may be empty.");
        }
        if (text.length() > max) {
            throw new InvalidNameException("The " + what + " has " + text.length() + " characters; at most " + max
                    + " are allowed. Shorten it.");
        }
        if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(Texts::isHalf)) {
            throw new InvalidNameException("The " + what
                    + " contains a character that is not text (NUL or half a surrogate pair). Remove it.");
        }
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
