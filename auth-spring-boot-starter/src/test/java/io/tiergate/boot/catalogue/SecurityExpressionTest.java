package io.tiergate.boot.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.catalogue.SecurityExpression.Admits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read in an expression without asking it. */
class SecurityExpressionTest {

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
            !isAuthenticated()                            | SOME
            @mine.decides(authentication)                 | SOME
            isAuthenticated() and (                       | SOME
            """)
    void whoGetsThrough(String expression, Admits admits) {
        assertThat(SecurityExpression.of(expression).admits()).isEqualTo(admits);
    }

    @Test
    void thePermissionsThatItNames() {
        assertThat(names("hasPermission(null, 'a') and (hasPermission(null, \"b\") or !hasPermission(null, 'a'))"))
                .containsExactly("a", "b");
        assertThat(names("@access.has('a') and @tiergateAccess.check('b').allowed()"))
                .containsExactly("a", "b");
        assertThat(names("hasPermission(#document, 'read') or hasPermission(1, 'document', 'read')"))
                .isEmpty();
        assertThat(names("hasPermission(null, #name) or @mine.has('x') or @access.of('x')"))
                .isEmpty();
    }

    @Test
    void whetherItAsksForNothingElse() {
        assertThat(SecurityExpression.of("hasPermission(null, 'a') and hasPermission(null, 'b')")
                        .asksOnlyPermissions())
                .isTrue();
        assertThat(SecurityExpression.of("hasPermission(null, 'a') or hasPermission(null, 'b')")
                        .asksOnlyPermissions())
                .isFalse();
        assertThat(SecurityExpression.of("hasPermission(null, 'a') and hasRole('X')")
                        .asksOnlyPermissions())
                .isFalse();
        assertThat(SecurityExpression.of("hasPermission(null, #name)").asksOnlyPermissions())
                .isFalse();
    }

    private static List<String> names(String expression) {
        return List.copyOf(SecurityExpression.of(expression).permissions());
    }
}
