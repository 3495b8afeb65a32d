package io.tiergate.store;

import io.tiergate.Subject;
import io.tiergate.Validity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A membership as decisions use it. */
public record HeldMembership(
        long id,
        long groupId,
        long subjectId,
        Validity validity,
        @Nullable Subject addedBy,
        Instant addedAt,
        @Nullable String reason) {}
