package io.tiergate;

import org.jspecify.annotations.Nullable;

/**
 * A grant that applies, and the way by which it reaches the subject.
 *
 * @param grant the grant; through a bundle if its {@code what} is one
 * @param membership the membership by which the subject has it, or null if the subject or a built-in group holds it
 */
public record Reason(RecordedGrant grant, @Nullable Membership membership) {

    @Override
    public String toString() {
        return grant + (membership == null ? "" : ", as " + membership);
    }
}
