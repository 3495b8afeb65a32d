/** What Spring Boot's health endpoint says of Tiergate. */
@NullMarked
package io.tiergate.boot.health;

import org.jspecify.annotations.NullMarked;
