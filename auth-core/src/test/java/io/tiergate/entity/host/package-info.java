/** Entities of a host's, each with ids of another kind. */
@NullMarked
package io.tiergate.entity.host;

import org.jspecify.annotations.NullMarked;
