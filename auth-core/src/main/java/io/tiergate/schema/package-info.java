/**
 * The tables of Tiergate: the migrations for each database, how they are run or merged into a host's own, and the link from
 * a host's user table.
 */
@NullMarked
package io.tiergate.schema;

import org.jspecify.annotations.NullMarked;
