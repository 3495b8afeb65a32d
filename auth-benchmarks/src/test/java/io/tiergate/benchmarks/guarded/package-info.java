/** What the call of a guarded method costs in a Spring Boot application with its default logging. */
@NullMarked
package io.tiergate.benchmarks.guarded;

import org.jspecify.annotations.NullMarked;
