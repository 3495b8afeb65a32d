package io.tiergate;

import java.util.Objects;

/**
 * A thing that can be guarded on its own: a type and an id, such as {@code document:42}. The id is the host application's own
 * key as text, whatever its type there; it is compared character by character, case and trailing spaces included.
 *
 * <p>A value, immutable. Where it stands in the tree and who owns it is kept by the store.
 */
public final class Resource {

    private final String type;
    private final String id;
    /** Kept, since resources are looked up all the time. */
    private final int hash;

    private Resource(String type, String id) {
        this.type = Names.resourceType(type);
        this.id = Names.resourceId(id);
        this.hash = Objects.hash(type, id);
    }

    /**
     * @param type 1 to 50 lower-case letters, digits, {@code _} and {@code -}, beginning with a letter
     * @param id 1 to 255 characters, none of them a control character
     * @throws InvalidNameException if one of them is not that
     */
    public static Resource of(String type, String id) {
        return new Resource(type, id);
    }

    /**
     * @param id the host application's key
     * @throws InvalidNameException if the type cannot be one
     */
    public static Resource of(String type, long id) {
        return new Resource(type, Long.toString(id));
    }

    /**
     * What {@link #toString} gives.
     *
     * @param text {@code type:id}
     * @throws InvalidNameException if it is not that
     */
    public static Resource parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidNameException(Names.quote(text)
                    + " is not a resource. Write its type and its id as type:id, for example document:42.");
        }
        return new Resource(text.substring(0, colon), text.substring(colon + 1));
    }

    public String type() {
        return type;
    }

    public String id() {
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Resource that && type.equals(that.type) && id.equals(that.id));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@code type:id}. */
    @Override
    public String toString() {
        return type + ":" + id;
    }
}
