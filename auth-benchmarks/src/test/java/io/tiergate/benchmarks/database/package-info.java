/** Databases with as many users as a benchmark asks for. */
@NullMarked
package io.tiergate.benchmarks.database;

import org.jspecify.annotations.NullMarked;
