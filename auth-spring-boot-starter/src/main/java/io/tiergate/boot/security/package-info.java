/** Connects Tiergate with Spring Security: annotations, expressions, the access of the current request. */
@NullMarked
package io.tiergate.boot.security;

import org.jspecify.annotations.NullMarked;
