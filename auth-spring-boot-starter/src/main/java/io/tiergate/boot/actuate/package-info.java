/** Endpoints of Spring Boot's actuator: the routes with what guards them, and how Tiergate itself is. */
@NullMarked
package io.tiergate.boot.actuate;

import org.jspecify.annotations.NullMarked;
