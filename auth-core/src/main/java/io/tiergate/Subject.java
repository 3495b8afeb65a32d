package io.tiergate;

import java.util.Objects;

/**
 * Who acts: a type and an id, such as {@code user:alice} or {@code service:billing}. The id is the host application's
 * own key as text, whatever its type there; it is compared character by character, case and trailing spaces included.
 */
public final class Subject implements Holder {

    private static final Subject ANONYMOUS = new Subject();

    private final String type;
    private final String id;

    /** Kept, since subjects are looked up all the time. */
    private final int hash;

    private Subject() {
        this.type = "anonymous";
        this.id = "";
        this.hash = Objects.hash(type, id);
    }

    private Subject(String type, String id) {
        this.type = Names.subjectType(type);
        this.id = Names.subjectId(id);
        this.hash = Objects.hash(type, id);
        if (type.equals(ANONYMOUS.type)) {
            throw new InvalidNameException("The subject type 'anonymous' is reserved. Use Subject.anonymous().");
        }
    }

    /**
     * @param type 1 to 50 lower-case letters, digits, {@code _} and {@code -}, beginning with a letter
     * @param id 1 to 255 characters, none of them a control character
     * @throws InvalidNameException if one of them is not that
     */
    public static Subject of(String type, String id) {
        return new Subject(type, id);
    }

    /** A person: a subject of the type {@code user}. */
    public static Subject user(String id) {
        return new Subject("user", id);
    }

    /** A program: a subject of the type {@code service}. */
    public static Subject service(String id) {
        return new Subject("service", id);
    }

    /**
     * Whoever is not signed in. It belongs to the group {@code everyone} and to no other, and can hold nothing itself.
     */
    public static Subject anonymous() {
        return ANONYMOUS;
    }

    public String type() {
        return type;
    }

    /** The id; empty for {@link #anonymous()}. */
    public String id() {
        return id;
    }

    public boolean isAnonymous() {
        return this == ANONYMOUS;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Subject that && type.equals(that.type) && id.equals(that.id));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@code type:id}, or {@code anonymous}. */
    @Override
    public String toString() {
        return isAnonymous() ? type : type + ":" + id;
    }
}
