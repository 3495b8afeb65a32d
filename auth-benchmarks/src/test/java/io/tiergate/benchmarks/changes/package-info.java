/** What a change costs. */
@NullMarked
package io.tiergate.benchmarks.changes;

import org.jspecify.annotations.NullMarked;
