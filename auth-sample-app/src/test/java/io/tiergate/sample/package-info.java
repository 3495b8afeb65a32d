/** The application as its users see it: over HTTP, on each database. */
@NullMarked
package io.tiergate.sample;

import org.jspecify.annotations.NullMarked;
