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
 * Somebody is signed in during a test, and holds these permissions and no others, whatever the store says. Nothing is
 * written anywhere.
 *
 * <pre>{@code
 * @Test
 * @WithPermissions("invoice.read")
 * void whoMayReadSeesTheInvoice() { ... }
 * }</pre>
 *
 * <p>Without a name: somebody who is signed in and holds nothing. Every name that is asked about counts as declared. The
 * rules are those of the application: wildcards cover, a denied name wins, explanations name what decided. All of this is
 * so in the tenant that the application says the user is in; questions about other subjects and tenants are answered by the
 * application. What reads the store without asking for a decision, such as the administration, does not know of it.
 *
 * <p>On a method, a class, which nested classes inherit, or an annotation of one's own. The one on the method takes the place
 * of the one on the class. Works in full and sliced contexts, with MockMvc too; where a request goes to a real server, that
 * has its own threads, and its users sign in there.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@WithSecurityContext(factory = WithPermissionsSecurityContextFactory.class)
public @interface WithPermissions {

    /** Names of permissions, and wildcards such as {@code invoice.*}. */
    String[] value() default {};

    /** Names and wildcards that are denied, which wins over what is allowed. */
    String[] denied() default {};

    /** Who is signed in; the subject is {@code user:} and this, unless the application says otherwise. */
    String username() default "user";

    /** Authorities of Spring Security, for guards that ask for those. */
    String[] authorities() default {};

    /** When the user is signed in: before each test method, or after what runs before it. */
    @AliasFor(annotation = WithSecurityContext.class)
    TestExecutionEvent setupBefore() default TestExecutionEvent.TEST_METHOD;
}
