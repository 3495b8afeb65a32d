/** What a cached subject costs in memory. */
@NullMarked
package io.tiergate.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
