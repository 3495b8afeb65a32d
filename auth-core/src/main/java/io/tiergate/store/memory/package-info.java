/**
 * The store in memory, for tests, for tools and for those who do not want to persist. It needs no framework.
 *
 * <p>{@code Transactions} makes writes atomic; {@code Tables} says what rows there are, what is unique and what refers
 * to what; each of the port's tables is a class of its own that only asks and changes these rows.
 */
@NullMarked
package io.tiergate.store.memory;

import org.jspecify.annotations.NullMarked;
