package io.tiergate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant as the store has it.
 *
 * @param id the store's key, never used twice
 * @param grant what was granted, with its reason
 * @param grantedBy who gave it, or null if that was not said
 * @param grantedAt when
 */
public record RecordedGrant(long id, Grant grant, @Nullable Subject grantedBy, Instant grantedAt) {

    @Override
    public String toString() {
        return grant + " (by " + (grantedBy == null ? "unknown" : grantedBy) + " at " + grantedAt
                + (grant.reason() == null ? "" : ", because " + Names.quote(grant.reason())) + ")";
    }
}
