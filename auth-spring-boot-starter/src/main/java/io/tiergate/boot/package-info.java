/**
 * Auto-configuration.
 */
@NullMarked
package io.tiergate.boot;

import org.jspecify.annotations.NullMarked;
