/** The store in the database of the host. */
@NullMarked
package io.tiergate.boot.jpa;

import org.jspecify.annotations.NullMarked;
