package io.tiergate;

import org.jspecify.annotations.Nullable;

/** What decides: a grant that applies, or that the subject owns the resource or one above it. */
public sealed interface Reason permits Reason.ByGrant, Reason.ByOwnership {

    /** The membership by which the subject has it, or null if the subject itself or a built-in group does. */
    @Nullable
    Membership membership();

    /**
     * A grant that applies.
     *
     * @param grant through a bundle if its {@code what} is one, and from above if it is on another resource
     */
    record ByGrant(RecordedGrant grant, @Nullable Membership membership) implements Reason {

        @Override
        public String toString() {
            return grant + as(membership);
        }
    }

    /**
     * The ownership of the resource that was asked about, or of one above it, which allows what the owner bundle of its
     * type contains.
     *
     * @param owned what is owned
     * @param owner who owns it: the subject, or a group that the membership leads to
     */
    record ByOwnership(
            Resource owned, Holder owner, @Nullable Membership membership) implements Reason {

        @Override
        public String toString() {
            return owner + " owns " + owned + as(membership);
        }
    }

    private static String as(@Nullable Membership membership) {
        return membership == null ? "" : ", as " + membership;
    }
}
