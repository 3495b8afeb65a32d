/** What Tiergate costs, beside what else there is, and the tables that show it. */
@NullMarked
package io.tiergate.benchmarks;

import org.jspecify.annotations.NullMarked;
