package io.tiergate.store;

import io.tiergate.change.Change;

/**
 * A committed change as caches use it: what it touches.
 *
 * @param revision the tenant's revision from then on
 * @param change without its states before and after
 */
public record LoggedChange(long revision, Change change) {}
