/** The host application's own entities as resources: registered, moved and deleted with their rows, and listed by permission. */
@NullMarked
package io.tiergate.entity;

import org.jspecify.annotations.NullMarked;
