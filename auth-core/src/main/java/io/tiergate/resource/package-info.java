/** Lists of resources. */
@NullMarked
package io.tiergate.resource;

import org.jspecify.annotations.NullMarked;
