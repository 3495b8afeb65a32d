package io.tiergate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A subject's place in a group, as the store has it.
 *
 * @param id the store's key, never used twice
 * @param addedBy who added it, or null if that was not said
 * @param reason why, or null
 */
public record Membership(
        long id,
        Group group,
        Subject subject,
        Validity validity,
        @Nullable Subject addedBy,
        Instant addedAt,
        @Nullable String reason) {

    @Override
    public String toString() {
        return subject + " is in " + group + (validity.equals(Validity.ALWAYS) ? "" : " " + validity);
    }
}
