/** Permissions in the memory of one process, for a plain {@code main}: a short way to the store, the administration and the decisions. */
@NullMarked
package io.tiergate.memory;

import org.jspecify.annotations.NullMarked;
