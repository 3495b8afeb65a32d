package io.tiergate.change;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one actor changed in one tenant in one transaction, for one reason.
 *
 * @param tenant whose world changed; the log keeps it after the tenant is deleted
 * @param revision the tenant's revision from then on
 * @param changes in the order in which they were made, at least one
 */
public record ChangeSet(
        Tenant tenant,
        long revision,
        @Nullable Subject actor,
        Instant at,
        @Nullable String reason,
        List<Change> changes) {

    public ChangeSet {
        changes = List.copyOf(changes);
    }
}
