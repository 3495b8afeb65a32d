/** What the migrations of this application do that SQL does not. */
@NullMarked
package io.tiergate.sample.migration;

import org.jspecify.annotations.NullMarked;
