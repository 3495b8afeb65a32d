package io.tiergate.admin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The permissions that application code knows, each with a description for administrators.
 *
 * <pre>{@code
 * PermissionCatalogue.of("entry", "See the home page").and("topsecret", "See the secret");
 * }</pre>
 *
 * <p>Immutable. In a Spring Boot application a bean of this type, or several, is declared when the application starts; see
 * {@link Administration#declare}.
 */
public final class PermissionCatalogue {

    private final Map<String, String> permissions;

    private PermissionCatalogue(Map<String, String> permissions) {
        this.permissions = permissions;
    }

    /** @throws io.tiergate.InvalidNameException if the name cannot be a permission's, or the description is too long */
    public static PermissionCatalogue of(String name, String description) {
        return new PermissionCatalogue(Map.of()).and(name, description);
    }

    /**
     * The same with one permission more.
     *
     * @throws io.tiergate.InvalidNameException if the name cannot be a permission's, or the description is too long
     * @throws IllegalArgumentException if the name is there with another description
     */
    public PermissionCatalogue and(String name, String description) {
        Texts.permission(name, description);
        Map<String, String> more = new LinkedHashMap<>(permissions);
        String other = more.putIfAbsent(name, description);
        if (other != null && !other.equals(description)) {
            throw new IllegalArgumentException("The permission '" + name + "' is declared twice, as '" + other
                    + "' and as '" + description + "'. Keep one of them.");
        }
        return new PermissionCatalogue(Collections.unmodifiableMap(more));
    }

    /** A description for each name, in the order in which they were added. */
    public Map<String, String> permissions() {
        return permissions;
    }
}
