/** Decides. Knows the store only by its port. */
@NullMarked
package io.tiergate.decision;

import org.jspecify.annotations.NullMarked;
