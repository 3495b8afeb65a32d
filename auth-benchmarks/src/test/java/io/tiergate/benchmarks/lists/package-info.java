/** Pages and counts of documents, of what subjects may read. */
@NullMarked
package io.tiergate.benchmarks.lists;

import org.jspecify.annotations.NullMarked;
