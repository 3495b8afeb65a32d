package io.tiergate.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Nobody need hold a permission here, and that is meant. For handlers of requests, so that those which nobody guards on
 * purpose can be told from those which were forgotten. It opens nothing: whatever else guards the handler still does.
 *
 * <pre>{@code
 * @GetMapping("/login")
 * @Unguarded("whoever signs in holds nothing yet")
 * String login() { ... }
 * }</pre>
 *
 * <p>On a class it stands for all handlers of the class which nothing guards.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface Unguarded {

    /** The reason, for those who read the list of routes. Must not be blank. */
    String value();
}
