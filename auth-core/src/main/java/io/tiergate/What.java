package io.tiergate;

import java.util.Objects;

/**
 * What a grant allows or denies: one permission, all permissions that a wildcard covers, or those of a bundle.
 *
 * @param kind which of the three
 * @param name the permission name, the wildcard or the bundle name
 */
public record What(Kind kind, String name) {

    /** The kinds of what can be granted. */
    public enum Kind {
        PERMISSION,
        WILDCARD,
        BUNDLE
    }

    /** @throws InvalidNameException if the name is not one of that kind */
    public What {
        Objects.requireNonNull(kind, "kind");
        name = switch (kind) {
            case PERMISSION -> Names.permission(name);
            case WILDCARD -> Names.wildcard(name);
            case BUNDLE -> Names.label("bundle", name);
        };
    }

    /** A permission, or a wildcard if the text is {@code *} or ends with {@code .*}. */
    public static What permission(String nameOrWildcard) {
        return nameOrWildcard != null && nameOrWildcard.endsWith("*")
                ? new What(Kind.WILDCARD, nameOrWildcard)
                : new What(Kind.PERMISSION, nameOrWildcard);
    }

    public static What bundle(String name) {
        return new What(Kind.BUNDLE, name);
    }

    /**
     * Whether a wildcard covers a name. {@code *} covers every name that does not begin with {@code tiergate.};
     * {@code invoice.*} covers every name that begins with {@code invoice.}, at any depth, and not {@code invoice}.
     * Names below {@code tiergate.} are covered only by wildcards that begin with {@code tiergate.}.
     */
    public static boolean covers(String wildcard, String permission) {
        if (wildcard.equals("*")) {
            return !permission.startsWith("tiergate.");
        }
        return permission.startsWith(wildcard.substring(0, wildcard.length() - 1));
    }

    @Override
    public String toString() {
        return kind == Kind.BUNDLE ? "bundle " + Names.quote(name) : name;
    }
}
