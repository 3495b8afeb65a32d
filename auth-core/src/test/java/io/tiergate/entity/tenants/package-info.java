/** An entity of a host's whose tenants Hibernate keeps apart. */
@NullMarked
package io.tiergate.entity.tenants;

import org.jspecify.annotations.NullMarked;
