package io.tiergate.security;

import io.tiergate.DecisionPoint;
import io.tiergate.PermissionHandle;

/** A handle, and who made it. */
record KeptHandle(DecisionPoint decisions, PermissionHandle handle) {}
