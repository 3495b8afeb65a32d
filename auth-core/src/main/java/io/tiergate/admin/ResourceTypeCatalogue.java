package io.tiergate.admin;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of resources that application code knows, each with a description for administrators and the permissions that can
 * be granted on its resources.
 *
 * <pre>{@code
 * ResourceTypeCatalogue.of("folder", "Folders of documents", "document.read", "document.write")
 *         .and("document", "Documents", "document.read", "document.write");
 * }</pre>
 *
 * <p>Immutable. In a Spring Boot application a bean of this type, or several, is declared when the application starts, behind
 * the permissions; see {@link Administration#declare(ResourceTypeCatalogue)}.
 */
public final class ResourceTypeCatalogue {

    private final Map<String, DeclaredType> types;

    private ResourceTypeCatalogue(Map<String, DeclaredType> types) {
        this.types = types;
    }

    /**
     * What code says of a type.
     *
     * @param permissions the names of those that can be granted on its resources
     */
    public record DeclaredType(String description, List<String> permissions) {

        public DeclaredType {
            permissions = List.copyOf(permissions);
        }
    }

    /** Without types, to begin with. */
    public static ResourceTypeCatalogue empty() {
        return new ResourceTypeCatalogue(Map.of());
    }

    /** @throws io.tiergate.InvalidNameException if one of the names cannot be one, or the description is too long */
    public static ResourceTypeCatalogue of(String type, String description, String... permissions) {
        return empty().and(type, description, permissions);
    }

    /**
     * The same with one type more.
     *
     * @throws io.tiergate.InvalidNameException if one of the names cannot be one, or the description is too long
     * @throws IllegalArgumentException if the type is there and is another one
     */
    public ResourceTypeCatalogue and(String type, String description, String... permissions) {
        Texts.resourceType(type, description);
        Texts.permissions(List.of(permissions));
        return with(type, new DeclaredType(description, List.of(permissions)));
    }

    /**
     * The same with all that another one has.
     *
     * @throws IllegalArgumentException if both have a type, and not the same
     */
    public ResourceTypeCatalogue and(ResourceTypeCatalogue other) {
        ResourceTypeCatalogue both = this;
        for (Map.Entry<String, DeclaredType> each : other.types.entrySet()) {
            both = both.with(each.getKey(), each.getValue());
        }
        return both;
    }

    /** Each by its name, in the order in which they were added. */
    public Map<String, DeclaredType> types() {
        return types;
    }

    @Override
    public String toString() {
        return types.toString();
    }

    private ResourceTypeCatalogue with(String type, DeclaredType declared) {
        Map<String, DeclaredType> more = new LinkedHashMap<>(types);
        DeclaredType other = more.putIfAbsent(type, declared);
        if (other != null && !other.equals(declared)) {
            throw new IllegalArgumentException("The resource type '" + type + "' is declared twice, as " + other
                    + " and as " + declared + ". Keep one of them.");
        }
        return new ResourceTypeCatalogue(Collections.unmodifiableMap(more));
    }
}
