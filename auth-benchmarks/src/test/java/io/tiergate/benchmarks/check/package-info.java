/** One check of a subject whose access is known. */
@NullMarked
package io.tiergate.benchmarks.check;

import org.jspecify.annotations.NullMarked;
