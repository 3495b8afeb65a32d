package io.tiergate.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who calls needs the named permissions, held everywhere.
 *
 * <pre>{@code
 * @RequiresPermission("invoice.approve")
 * void approve(Invoice invoice) { ... }
 * }</pre>
 *
 * <p>On a method it guards that method; on a class or an interface all methods of every bean of that type, inherited ones
 * included and those of {@link Object} excepted. <strong>All annotations that are found must hold</strong>: those of the
 * method and of the class; of the methods that it overrides or implements, and of superclasses and interfaces; and those
 * that other annotations carry, so that an annotation of your own may stand for this one. An override can therefore
 * tighten and never loosen.
 *
 * <p>Only calls of a bean from outside are guarded, as with all of Spring's annotations: not the calls of an object to
 * itself. The start of the application fails, naming the place, if an annotation names nothing or something that is not a
 * permission, or stands on a method that no proxy can guard (private, static, final).
 *
 * <p>A call that is denied ends in an {@code AuthorizationDeniedException} whose result is a {@link PermissionDecision}.
 * If Tiergate cannot know, it ends in a {@link io.tiergate.DecisionUnavailableException}.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface RequiresPermission {

    /** The names of the permissions, at least one. Wildcards are not permissions. */
    String[] value();

    /** Whether all of them are needed, or one of them is enough. */
    Mode mode() default Mode.ALL;

    /** How several names are taken together. */
    enum Mode {
        /** Every permission is needed. */
        ALL,
        /** One of the permissions is enough. */
        ANY
    }
}
