package io.tiergate.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.security.test.context.support.TestExecutionEvent;
import org.springframework.security.test.context.support.WithSecurityContext;

/**
 * That subject is signed in during a test, and the store decides what it may do.
 *
 * <pre>{@code
 * @Test
 * @WithSubject("user:alice")
 * void aliceSeesTheInvoice() { ... }
 * }</pre>
 *
 * <p>Where the application has a {@link io.tiergate.security.SubjectResolver} of its own, it says who that is, and the test
 * fails if it says something else. For nobody use Spring Security's {@code @WithAnonymousUser}.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@WithSecurityContext(factory = WithSubjectSecurityContextFactory.class)
public @interface WithSubject {

    /** Type and id, as in {@code user:alice} or {@code service:billing}. */
    String value() default "";

    /** The type, where the id is given by itself. */
    String type() default "user";

    /** The id, in the place of {@link #value()}. */
    String id() default "";

    /** Authorities of Spring Security, for guards that ask for those. */
    String[] authorities() default {};

    /** When the subject is signed in: before each test method, or after what runs before it. */
    @AliasFor(annotation = WithSecurityContext.class)
    TestExecutionEvent setupBefore() default TestExecutionEvent.TEST_METHOD;
}
