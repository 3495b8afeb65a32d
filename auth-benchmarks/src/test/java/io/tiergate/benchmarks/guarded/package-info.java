/** What the call of a guarded method costs in a Spring Boot application with its default logging. */
package io.tiergate.benchmarks.guarded;
