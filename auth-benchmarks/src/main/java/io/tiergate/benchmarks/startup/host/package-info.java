/** The application that is started, with Tiergate and in two ways without, and what it says about its start. */
@NullMarked
package io.tiergate.benchmarks.startup.host;

import org.jspecify.annotations.NullMarked;
