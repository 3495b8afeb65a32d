/** When another node feels a change. */
@NullMarked
package io.tiergate.benchmarks.visibility;

import org.jspecify.annotations.NullMarked;
