/** The switch, the properties, the decision point, the administration service and the catalogue from code. */
@NullMarked
package io.tiergate.boot.core;

import org.jspecify.annotations.NullMarked;
