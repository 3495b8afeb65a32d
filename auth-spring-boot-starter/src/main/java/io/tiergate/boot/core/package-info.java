/**
 * The switch, the properties, the decision point, the administration service, the catalogue from code, and the access of
 * the current request with the expressions that ask it.
 */
@NullMarked
package io.tiergate.boot.core;

import org.jspecify.annotations.NullMarked;
