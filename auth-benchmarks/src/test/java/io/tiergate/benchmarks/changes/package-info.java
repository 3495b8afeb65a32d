/** What a change costs, and when other nodes feel it. */
@NullMarked
package io.tiergate.benchmarks.changes;

import org.jspecify.annotations.NullMarked;
