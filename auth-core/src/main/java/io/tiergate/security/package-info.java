/**
 * The bridge to Spring Security that needs no web: the annotation and what enforces it, {@code hasPermission}, the
 * access of the current request, and who and where that is.
 */
@NullMarked
package io.tiergate.security;

import org.jspecify.annotations.NullMarked;
