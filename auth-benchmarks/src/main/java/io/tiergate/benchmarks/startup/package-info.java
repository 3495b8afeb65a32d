/** What Tiergate adds to the start of an application. */
@NullMarked
package io.tiergate.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
