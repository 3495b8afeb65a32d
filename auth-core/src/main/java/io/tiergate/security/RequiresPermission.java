package io.tiergate.security;

import java.lang.annotation.Annotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who calls needs the named permissions.
 *
 * <pre>{@code
 * @RequiresPermission("invoice.approve")
 * void approve(Invoice invoice) { ... }
 * }</pre>
 *
 * <p>On a method it guards that method; on a class or an interface all methods of every bean of that type, inherited ones
 * included and those of {@link Object} excepted. <strong>All annotations that are found must hold</strong>: those of the
 * method and of the class, several on one place; of the methods that it overrides or implements, and of superclasses and
 * interfaces; and those that other annotations carry. An override can therefore tighten and never loosen.
 *
 * <p>An annotation of your own may stand for this one. Its attributes may fill in names, {@code {domain}} for the attribute
 * {@code domain}:
 *
 * <pre>{@code
 * @Retention(RetentionPolicy.RUNTIME)
 * @RequiresPermission("{domain}.approve")
 * @interface CanApprove {
 *     String domain();
 * }
 * }</pre>
 *
 * <p>Only calls of a bean from outside are guarded, as with all of Spring's annotations: not the calls of an object to
 * itself. The start of the application fails, naming the place, if an annotation names nothing or something that is not a
 * permission, or stands on a method that no proxy can guard (private, static, final).
 *
 * <p>A call that is denied ends in an {@code AuthorizationDeniedException} whose result is a {@link PermissionDecision}, or
 * in what {@code @HandleAuthorizationDenied} says. If Tiergate cannot know, it ends in a {@link
 * io.tiergate.DecisionUnavailableException}. A {@code CompletableFuture} is not made for who may not call. An {@code
 * @Async} method is decided on the thread that runs it, since Spring hands it over first: an executor that does not hand on the
 * security context lets nobody in.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@Repeatable(RequiresPermission.Several.class)
public @interface RequiresPermission {

    /**
     * The names of the permissions. Wildcards are not permissions. Together with {@link #nested} at least one.
     *
     * <p>A name that is {@code {attribute}} as a whole stands for all that an attribute with several texts has.
     */
    String[] value() default {};

    /** Whether all of them are needed, or one of them is enough. */
    Mode mode() default Mode.ALL;

    /**
     * Annotations that carry this one, each of which counts as one more part, for what a list of names cannot say: "p4, or p1
     * and p2 together" is {@code @RequiresPermission(value = "p4", mode = ANY, nested = P1AndP2.class)}.
     */
    Class<? extends Annotation>[] nested() default {};

    /**
     * The resource that the permissions are needed on, as {@code type:id}: {@code document:{id}} binds the parameter {@code
     * id} of the method, and {@code document:{invoice.document.id}} a property of one. Empty for "everywhere".
     *
     * <p>Parameters go by the names that they have in the source, which needs the compiler's option {@code -parameters}, or by
     * Spring Security's {@code @P}. An attribute of an annotation that carries this one comes before a parameter of its name.
     * Names and properties are checked when the application starts.
     *
     * <p>An id that is null, empty, or cannot be one is of no resource, and denied.
     */
    String on() default "";

    /** How several parts are taken together. */
    enum Mode {
        /** Every part is needed. */
        ALL,
        /** One of the parts is enough. */
        ANY
    }

    /** Several annotations on one place, which must all hold. */
    @Target({ElementType.METHOD, ElementType.TYPE})
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @Documented
    @interface Several {

        RequiresPermission[] value();
    }
}
