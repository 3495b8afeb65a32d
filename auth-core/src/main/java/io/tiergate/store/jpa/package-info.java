/**
 * The store in the host's own database: entities and repositories add rows, all else is plain SQL. Entities are seen by
 * nobody else.
 */
@NullMarked
package io.tiergate.store.jpa;

import org.jspecify.annotations.NullMarked;
