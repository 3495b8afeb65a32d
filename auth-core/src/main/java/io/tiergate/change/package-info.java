/** Revisions and the change log: what changed, before and after, by whom and why. One log for auditors and for caches. */
@NullMarked
package io.tiergate.change;

import org.jspecify.annotations.NullMarked;
