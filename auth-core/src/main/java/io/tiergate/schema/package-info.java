/** The tables of Tiergate: the migrations for each database, and how they are run. */
@NullMarked
package io.tiergate.schema;

import org.jspecify.annotations.NullMarked;
