/** The same check with more subjects. */
@NullMarked
package io.tiergate.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
