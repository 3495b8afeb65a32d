package io.tiergate.boot.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.tiergate.Tenant;
import io.tiergate.boot.catalogue.SecurityExpression.Admits;
import io.tiergate.security.Access;
import io.tiergate.security.SubjectResolver;
import io.tiergate.security.TenantResolver;
import io.tiergate.security.TiergatePermissionEvaluator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;

/** What is read in an expression without asking it. */
class SecurityExpressionTest {

    private static final SecurityExpressions EXPRESSIONS = new SecurityExpressions(application());

    private static DefaultListableBeanFactory application() {
        Access access = new Access(mock(), SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT));
        DefaultMethodSecurityExpressionHandler handler = new DefaultMethodSecurityExpressionHandler();
        handler.setPermissionEvaluator(new TiergatePermissionEvaluator(() -> access));
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("handler", handler);
        beans.registerSingleton("tiergateAccess", access);
        beans.registerAlias("tiergateAccess", "access");
        beans.registerSingleton("documentAccess", new Object());
        return beans;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            permitAll                                     | ALL
            permitAll()                                   | ALL
            true                                          | ALL
            permitAll or hasRole('X')                     | ALL
            hasRole('X') or isAnonymous()                 | ALL
            isAuthenticated()                             | SIGNED_IN
            authenticated                                 | SIGNED_IN
            isFullyAuthenticated() and permitAll          | SIGNED_IN
            !isAnonymous()                                | SIGNED_IN
            not anonymous                                 | SIGNED_IN
            isAuthenticated() and hasRole('X')            | SOME
            hasRole('X')                                  | SOME
            denyAll                                       | SOME
            false                                         | SOME
            !isAuthenticated()                            | SIGNED_IN
            authentication.authenticated                  | SIGNED_IN
            principal != null                             | SIGNED_IN
            #root.authenticated                           | SIGNED_IN
            isAuthenticated() ? true : false              | SIGNED_IN
            !denyAll                                      | SIGNED_IN
            1 == 1                                        | SIGNED_IN
            #id == principal.id                           | SOME
            !hasRole('X')                                 | SOME
            @mine.decides(authentication)                 | SOME
            isAuthenticated() and (                       | SOME
            """)
    void whoGetsThrough(String expression, Admits admits) {
        assertThat(EXPRESSIONS.read(expression).admits()).isEqualTo(admits);
    }

    @Test
    void thePermissionsThatItNames() {
        assertThat(names("hasPermission(null, 'a') and (hasPermission(null, \"b\") or !hasPermission(null, 'a'))"))
                .containsExactly("a", "b");
        assertThat(names("@access.has('a') and @tiergateAccess.check('b').allowed()"))
                .containsExactly("a", "b");
        assertThat(names("hasPermission(#document, 'read') or hasPermission(1, 'document', 'read')"))
                .isEmpty();
        assertThat(names("hasPermission(null, #name) or @access.of('x')")).isEmpty();
    }

    @Test
    void whatAsksSomethingElseNamesNone() {
        assertThat(names("@documentAccess.has('x') or @documentAccess.check('x') or @noSuchAccess.has('x')"))
                .isEmpty();

        DefaultListableBeanFactory others = new DefaultListableBeanFactory();
        others.registerSingleton("access", "the host's own");
        others.registerSingleton("handler", new DefaultMethodSecurityExpressionHandler());
        SecurityExpression expression =
                new SecurityExpressions(others).read("@access.has('x') or hasPermission(null, 'x')");
        assertThat(expression.permissions()).isEmpty();
        assertThat(new SecurityExpressions(others)
                        .read("hasPermission(null, 'x')")
                        .asksOnlyPermissions())
                .isFalse();
    }

    @Test
    void whetherItAsksForNothingElse() {
        assertThat(EXPRESSIONS
                        .read("hasPermission(null, 'a') and hasPermission(null, 'b')")
                        .asksOnlyPermissions())
                .isTrue();
        assertThat(EXPRESSIONS
                        .read("hasPermission(null, 'a') or hasPermission(null, 'b')")
                        .asksOnlyPermissions())
                .isFalse();
        assertThat(EXPRESSIONS.read("hasPermission(null, 'a') and hasRole('X')").asksOnlyPermissions())
                .isFalse();
        assertThat(EXPRESSIONS.read("hasPermission(null, #name)").asksOnlyPermissions())
                .isFalse();
    }

    private static List<String> names(String expression) {
        return List.copyOf(EXPRESSIONS.read(expression).permissions());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hasPermission(#document, 'p1')                          | p1
            hasPermission(#id, 'document', 'p1')                    | p1
            @access.has('p1', 'document', #id)                      | p1
            @access.has('p2') and @access.has('p1', #document)      | p1
            hasPermission(null, 'p2')                               | ``
            hasPermission(#id, 'document', #which)                  | ``
            @documentAccess.has('p1', 'document', #id)              | ``
            """)
    void namesOfPermissionsOnResourcesAreApart(String expression, String expected) {
        SecurityExpression read = EXPRESSIONS.read(expression);

        assertThat(String.join(" ", read.permissionsOnResources())).isEqualTo(expected);
        assertThat(read.permissions()).doesNotContain("p1");
        assertThat(read.asksOnlyPermissions()).isEqualTo(expression.startsWith("hasPermission(null"));
    }
}
