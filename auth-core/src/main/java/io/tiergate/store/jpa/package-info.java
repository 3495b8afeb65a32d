/**
 * The store in the host's own database: entities and repositories for writing, plain SQL for what decisions read.
 * Entities are seen by nobody else.
 */
@NullMarked
package io.tiergate.store.jpa;

import org.jspecify.annotations.NullMarked;
