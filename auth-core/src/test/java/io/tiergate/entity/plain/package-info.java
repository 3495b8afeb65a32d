/** An entity of a host's without anything that helps: no version, ids that the application gives, a key that may be null. */
@NullMarked
package io.tiergate.entity.plain;

import org.jspecify.annotations.NullMarked;
