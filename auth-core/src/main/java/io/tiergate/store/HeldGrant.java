package io.tiergate.store;

import io.tiergate.Effect;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.What;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant as decisions use it: what it gives, by key.
 *
 * @param byGroup whether a group holds it, and not a subject
 * @param holderId the key of the group or subject that holds it
 * @param permissionId what, or null
 * @param bundleId what, or null
 * @param wildcard what, or null
 * @param resourceId where: the key of the resource, or null for everywhere
 */
public record HeldGrant(
        long id,
        boolean byGroup,
        long holderId,
        @Nullable Long permissionId,
        @Nullable Long bundleId,
        @Nullable String wildcard,
        @Nullable Long resourceId,
        Effect effect,
        Validity validity,
        @Nullable Subject grantedBy,
        Instant grantedAt,
        @Nullable String reason) {

    /** @throws io.tiergate.InvalidNameException if the wildcard is none, so that nobody takes it for a prefix */
    public HeldGrant {
        if (wildcard != null) {
            wildcard = new What(What.Kind.WILDCARD, wildcard).name();
        }
    }
}
