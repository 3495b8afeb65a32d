/** The first check of a subject. */
@NullMarked
package io.tiergate.benchmarks.cold;

import org.jspecify.annotations.NullMarked;
