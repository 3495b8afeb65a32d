/**
 * Brings Tiergate's tables up to date, or looks whether they are, after the host's own migrations and before JPA starts.
 */
@NullMarked
package io.tiergate.boot.schema;

import org.jspecify.annotations.NullMarked;
