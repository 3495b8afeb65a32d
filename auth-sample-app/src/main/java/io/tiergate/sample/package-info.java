/** The application, its permissions and its demonstration users. */
@NullMarked
package io.tiergate.sample;

import org.jspecify.annotations.NullMarked;
