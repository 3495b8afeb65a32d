/** Enforces annotations on methods: Tiergate's own, and those of Spring Security. */
@NullMarked
package io.tiergate.boot.security;

import org.jspecify.annotations.NullMarked;
