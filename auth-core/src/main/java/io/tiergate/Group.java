package io.tiergate;

/**
 * A named set of subjects that models the business ("the Lisbon office"). Groups do not nest.
 *
 * @param name 1 to 200 characters without control characters, neither beginning nor ending with a space, compared with
 *     its case
 */
public record Group(String name) implements Holder {

    /** Built in: all requests, anonymous ones too. Has no members that could be listed or changed. */
    public static final Group EVERYONE = new Group("everyone");

    /** Built in: every named subject, known to the store or not. Has no members that could be listed or changed. */
    public static final Group AUTHENTICATED = new Group("authenticated");

    /** @throws InvalidNameException if the name is not one */
    public Group {
        name = Names.label("group", name);
    }

    public static Group of(String name) {
        return new Group(name);
    }

    /** Whether this is {@link #EVERYONE} or {@link #AUTHENTICATED}. */
    public boolean isBuiltIn() {
        return equals(EVERYONE) || equals(AUTHENTICATED);
    }

    @Override
    public String toString() {
        return "group " + Names.quote(name);
    }
}
