/** Holds the names of permissions that code uses against the catalogue. */
@NullMarked
package io.tiergate.boot.catalogue;

import org.jspecify.annotations.NullMarked;
