/** What operators see of decisions: counters, keys on Spring Security's observations, audit events. All of it optional. */
@NullMarked
package io.tiergate.boot.observe;

import org.jspecify.annotations.NullMarked;
