package io.tiergate.change;

import io.tiergate.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who changes something, when and why.
 *
 * @param actor who, or null if that is not known
 * @param at when, cut to microseconds
 * @param reason why, or null
 */
public record Author(
        @Nullable Subject actor, Instant at, @Nullable String reason) {}
