package io.tiergate.boot.routes;

import static io.tiergate.Requirement.all;
import static io.tiergate.Requirement.any;
import static io.tiergate.Requirement.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.web.util.matcher.AnyRequestMatcher.INSTANCE;

import io.tiergate.boot.catalogue.SecurityExpressions;
import io.tiergate.boot.routes.Handler.OtherTarget;
import io.tiergate.boot.routes.ProbeRequest.Servlet;
import io.tiergate.boot.routes.UrlRules.Finding;
import io.tiergate.boot.routes.UrlRules.OpenTo;
import io.tiergate.boot.web.UrlPermissions;
import io.tiergate.boot.web.UrlRule;
import io.tiergate.security.TiergatePermissionEvaluator;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;
import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.expression.DefaultHttpSecurityExpressionHandler;
import org.springframework.security.web.access.expression.WebExpressionAuthorizationManager;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.security.web.util.matcher.RegexRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;

/** What is found out about rules for URLs by asking them. */
class UrlRulesTest {

    /** Of an application in which Tiergate answers hasPermission. */
    private static final UrlPermissions PERMISSIONS = new UrlPermissions(() -> {
        throw new IllegalStateException("nobody is asked about");
    });

    private static final SecurityExpressions EXPRESSIONS = new SecurityExpressions(asking());

    private static StaticListableBeanFactory asking() {
        DefaultMethodSecurityExpressionHandler handler = new DefaultMethodSecurityExpressionHandler();
        handler.setPermissionEvaluator(new TiergatePermissionEvaluator(() -> null));
        return new StaticListableBeanFactory(Map.of("handler", handler));
    }

    @Test
    void aRuleForSomeMethodsLeavesTheOthersOpen() {
        Finding finding = about(
                "",
                "/a",
                rules -> rules.add(PathPatternRequestMatcher.pathPattern(HttpMethod.POST, "/a"), authority("X"))
                        .anyRequest()
                        .authenticated());

        assertThat(finding.openTo()).isEqualTo(OpenTo.SIGNED_IN);
        assertThat(finding.notes()).containsExactly("by GET, HEAD, PUT, PATCH, DELETE, OPTIONS");
    }

    @Test
    void aRuleForGetLeavesHeadOpenWhichTheSameHandlerAnswers() {
        Finding finding = about(
                "GET",
                "/a",
                rules -> rules.add(PathPatternRequestMatcher.pathPattern(HttpMethod.GET, "/a"), authority("X"))
                        .anyRequest()
                        .permitAll());

        assertThat(finding.openTo()).isEqualTo(OpenTo.ALL);
        assertThat(finding.notes()).containsExactly("by HEAD");
    }

    @Test
    void aRuleForOneUrlOfAPatternIsNotOneForAll() {
        Finding finding = about(
                "GET",
                "/orders/{id}",
                rules -> rules.add(PathPatternRequestMatcher.pathPattern("/orders/1"), authority("X"))
                        .anyRequest()
                        .authenticated());

        assertThat(finding.openTo()).isEqualTo(OpenTo.SIGNED_IN);
    }

    @Test
    void rulesWithVariablesRegularExpressionsAndWildcardsAreMet() {
        assertThat(about(
                                "GET",
                                "/orders/{id:[0-9]+}/lines/**",
                                rules -> rules.add(new RegexRequestMatcher("/orders/[0-9]+/.*", null), authority("X"))
                                        .add(PathPatternRequestMatcher.pathPattern("/orders/{id}/**"), authority("X"))
                                        .anyRequest()
                                        .permitAll())
                        .openTo())
                .isNull();
    }

    @Test
    void aRuleThatIsOpenToThoseOnlyWhoHaveNotSignedInIsOpen() {
        assertThat(about("GET", "/a", rules -> rules.add(INSTANCE, AuthenticatedAuthorizationManager.anonymous()))
                        .openTo())
                .isEqualTo(OpenTo.ALL);
    }

    @Test
    void whatARuleWantsIsTold() {
        assertThat(guardText(authority("X", "Y"))).isEqualTo("authority X or Y (URL rule)");
        assertThat(guardText(new WebExpressionAuthorizationManager("hasAuthority('X')")))
                .isEqualTo("hasAuthority('X') (URL rule)");
        assertThat(guardText((user, context) -> new AuthorizationDecision(false)))
                .isEqualTo("URL rule");
    }

    @Test
    void howOneHasSignedInIsNoAuthority() {
        assertThat(about(
                                "GET",
                                "/a",
                                rules -> rules.add(
                                        INSTANCE,
                                        AuthorizationManagers.allOf(
                                                AuthorityAuthorizationManager.hasAuthority("FACTOR_PASSWORD"),
                                                AuthorityAuthorizationManager.hasAuthority("FACTOR_OTT"),
                                                AuthenticatedAuthorizationManager.authenticated())))
                        .openTo())
                .isEqualTo(OpenTo.SIGNED_IN);
    }

    @Test
    void aRuleForAddressesMeansNoneThatTheRequestHas() {
        assertThat(about(
                                "GET",
                                "/a",
                                rules -> rules.add(new IpAddressMatcher("127.0.0.1"), authority("X"))
                                        .add(
                                                new IpAddressMatcher("10.0.0.0/8"),
                                                (user, context) -> new AuthorizationDecision(true))
                                        .add(INSTANCE, authority("Y")))
                        .rules())
                .containsExactly("authority Y");
    }

    @Test
    void theRequestHasWhatAHandlerNeeds() {
        Handler handler = new Handler(
                Set.of("GET"), Set.of("/a"), List.of(), Map.of("X-Api", "2"), Map.of("q", "1"), new OtherTarget("it"));
        Finding finding = rules(rules -> rules.add(new RequestHeaderRequestMatcher("x-api", "2"), (user, context) -> {
                            assertThat(context.getRequest().getParameter("q")).isEqualTo("1");
                            return new AuthorizationDecision(false);
                        })
                        .anyRequest()
                        .permitAll())
                .about(served(handler));

        assertThat(finding.openTo()).isNull();
    }

    @Test
    void aRuleThatCannotBeAskedIsNotKnownAndDoesNotGuard() {
        Finding finding = about(
                "GET",
                "/a",
                rules -> rules.add(INSTANCE, (user, context) -> {
                    throw new ClassCastException("a principal of the application");
                }));

        assertThat(finding.openTo()).isEqualTo(OpenTo.NOT_KNOWN);
        assertThat(finding.notes())
                .containsExactly("a rule of the application could not be asked (ClassCastException)");
    }

    @Test
    void aRuleOfOursTellsWhatItRequiresAndIsAskedAboutNobody() {
        Finding finding = about("GET", "/a", rules -> rules.add(INSTANCE, PERMISSIONS.hasAny("p1", "p2")));

        assertThat(finding.openTo()).isNull();
        assertThat(finding.guard().text()).isEqualTo("any(p1, p2) (URL rule)");
        assertThat(finding.guard().permissions()).containsExactly("p1", "p2");
        assertThat(finding.guard().need()).isNotNull();
        assertThat(finding.guard().need().isMet("p2"::equals)).isTrue();
        assertThat(finding.guard().need().isMet("p3"::equals)).isFalse();
    }

    @Test
    void whoCanReachWhatANestedRuleGuardsCanBeSaid() {
        Finding nested =
                about("GET", "/a", rules -> rules.add(INSTANCE, PERMISSIONS.holds(any("p4", all("p1", "p2")))));

        assertThat(nested.guard().need()).isNotNull();
        assertThat(nested.guard().need().isMet("p4"::equals)).isTrue();
        assertThat(nested.guard().need().isMet("p1"::equals)).isFalse();
        assertThat(nested.guard().need().isMet(Set.of("p1", "p2")::contains)).isTrue();
    }

    @Test
    void whoCanReachWhatMoreThanPermissionsGuardsCannotBeSaid() {
        for (UrlRule rule : List.of(
                PERMISSIONS.holds(any("p1", where(subject -> true))),
                PERMISSIONS.has("p1").on("document:{id}"))) {
            assertThat(about("GET", "/a/{id}", rules -> rules.add(INSTANCE, rule))
                            .guard()
                            .need())
                    .isNull();
        }
        assertThat(about(
                                "GET",
                                "/a",
                                rules -> rules.add(
                                        INSTANCE,
                                        AuthorizationManagers.anyOf(PERMISSIONS.has("p1"), PERMISSIONS.has("p2"))))
                        .guard()
                        .need())
                .isNull();
    }

    @Test
    void aRuleOfOursThatAnotherOneOpensDoesNotGuard() {
        assertThat(about(
                                "GET",
                                "/a",
                                rules -> rules.add(
                                        INSTANCE,
                                        AuthorizationManagers.anyOf(
                                                PERMISSIONS.has("p1"),
                                                AuthenticatedAuthorizationManager.authenticated())))
                        .openTo())
                .isEqualTo(OpenTo.SIGNED_IN);
    }

    @Test
    void withoutAChainOrWithoutRulesInItAllIsOpen() {
        Handler handler = new Handler(Set.of("GET"), Set.of("/a"), new OtherTarget("it"));
        assertThat(new UrlRules(List.of(), EXPRESSIONS).about(served(handler)).openTo())
                .isEqualTo(OpenTo.ALL);
        SecurityFilterChain ignored = new DefaultSecurityFilterChain(INSTANCE, List.of());
        assertThat(new UrlRules(List.of(ignored), EXPRESSIONS)
                        .about(served(handler))
                        .openTo())
                .isEqualTo(OpenTo.ALL);
    }

    @Test
    void aPatternThatNoUrlIsFoundForIsNotKnown() {
        Finding finding = about("GET", "/a/{id:[0-9]{77}}", rules -> rules.add(INSTANCE, authority("X")));

        assertThat(finding.openTo()).isEqualTo(OpenTo.NOT_KNOWN);
        assertThat(finding.notes()).containsExactly("no URL could be made up for /a/{id:[0-9]{77}}");
    }

    @Test
    void anExpressionGuardsByWhatItAsksAndNotByWhoHoldsThatToday() {
        Finding finding =
                about("GET", "/a", rules -> rules.add(INSTANCE, whereAllIsGranted("hasPermission(null, 'p1')")));

        assertThat(finding.openTo()).isNull();
        assertThat(finding.guard().text()).isEqualTo("hasPermission(null, 'p1') (URL rule)");
        assertThat(finding.guard().permissions()).containsExactly("p1");
        assertThat(about(
                                "GET",
                                "/a",
                                rules -> rules.add(
                                        INSTANCE, whereAllIsGranted("hasPermission(null, 'p1') or isAuthenticated()")))
                        .openTo())
                .isEqualTo(OpenTo.SIGNED_IN);
        assertThat(about(
                                "GET",
                                "/a",
                                rules -> rules.add(
                                        INSTANCE, whereAllIsGranted("permitAll or hasPermission(null, 'p1')")))
                        .openTo())
                .isEqualTo(OpenTo.ALL);
    }

    @Test
    void whatAnExpressionAsksIsToldOfAHandlerThatIsGuardedAlready() {
        Handler handler = new Handler(Set.of("GET"), Set.of("/a"), new OtherTarget("it"));

        assertThat(rules(rules -> rules.add(INSTANCE, whereAllIsGranted("hasPermission(null, 'p1')")))
                        .ofOursAbout(served(handler)))
                .singleElement()
                .satisfies(guard -> assertThat(guard.permissions()).containsExactly("p1"));
    }

    private static WebExpressionAuthorizationManager whereAllIsGranted(String expression) {
        DefaultHttpSecurityExpressionHandler handler = new DefaultHttpSecurityExpressionHandler();
        handler.setPermissionEvaluator(new PermissionEvaluator() {

            @Override
            public boolean hasPermission(
                    Authentication authentication, @Nullable Object target, @Nullable Object permission) {
                return true;
            }

            @Override
            public boolean hasPermission(
                    Authentication authentication, Serializable id, String type, @Nullable Object permission) {
                return true;
            }
        });
        return WebExpressionAuthorizationManager.withExpressionHandler(handler).expression(expression);
    }

    private static String guardText(AuthorizationManager<RequestAuthorizationContext> manager) {
        return about("GET", "/a", rules -> rules.add(INSTANCE, manager)).guard().text();
    }

    private static AuthorizationManager<RequestAuthorizationContext> authority(String... authorities) {
        return AuthorityAuthorizationManager.hasAnyAuthority(authorities);
    }

    private static Finding about(
            String method, String pattern, Consumer<RequestMatcherDelegatingAuthorizationManager.Builder> rules) {
        return rules(rules)
                .about(served(new Handler(
                        method.isEmpty() ? Set.of() : Set.of(method), Set.of(pattern), new OtherTarget("it"))));
    }

    private static UrlRules rules(Consumer<RequestMatcherDelegatingAuthorizationManager.Builder> rules) {
        RequestMatcherDelegatingAuthorizationManager.Builder builder =
                RequestMatcherDelegatingAuthorizationManager.builder();
        rules.accept(builder);
        AuthorizationManager<HttpServletRequest> manager = builder.build();
        return new UrlRules(
                List.of(new DefaultSecurityFilterChain(INSTANCE, new AuthorizationFilter(manager))), EXPRESSIONS);
    }

    private static Served served(Handler handler) {
        return new Served(handler, new Servlet(new MockServletContext(), ""), null);
    }
}
