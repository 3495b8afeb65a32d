package io.tiergate.boot.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.tiergate.DecisionPoint;
import io.tiergate.Tenant;
import io.tiergate.security.Access;
import io.tiergate.security.SubjectResolver;
import io.tiergate.security.TenantResolver;
import io.tiergate.security.TiergatePermissionEvaluator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.web.access.expression.WebExpressionAuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

class TiergateExpressionAutoConfigurationTest {

    private static final String[] PROPERTIES = {
        "tiergate.store=memory",
        "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
    };

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Host.class).withPropertyValues(PROPERTIES);

    private final WebApplicationContextRunner web =
            new WebApplicationContextRunner().withUserConfiguration(Host.class).withPropertyValues(PROPERTIES);

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {}

    @Test
    void theAccessIsAlsoThereByItsShortName() {
        runner.run(context -> {
            assertThat(context.getBean("access")).isSameAs(context.getBean(Access.class));
            assertThat(context.getBeansOfType(Access.class)).hasSize(1);
        });
    }

    @Test
    void aBeanOfTheApplicationKeepsTheShortName() {
        runner.withBean("access", String.class, () -> "the host's own").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean("access")).isEqualTo("the host's own");
            assertThat(context.getBean("tiergateAccess")).isInstanceOf(Access.class);
        });
    }

    @Test
    void anAccessOfTheApplicationIsThereByTheShortName() {
        runner.withBean(
                        "own",
                        Access.class,
                        () -> new Access(
                                mock(DecisionPoint.class),
                                SubjectResolver.standard(),
                                TenantResolver.always(Tenant.DEFAULT)))
                .run(context -> assertThat(context.getBean("access")).isSameAs(context.getBean("own")));
    }

    @Test
    void whileTiergateIsOffThereIsNoAccess() {
        web.withPropertyValues("tiergate.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("access")
                        .doesNotHaveBean(WebExpressionAuthorizationManager.Builder.class));
    }

    @Test
    void templatesHaveTheAccess() {
        web.run(context -> assertThat(
                        context.getBean(ThymeleafViewResolver.class).getStaticVariables())
                .containsEntry("access", context.getBean(Access.class)));
    }

    @Test
    void aVariableOfTheApplicationInTemplatesIsKept() {
        web.withBean("thymeleafViewResolver", ThymeleafViewResolver.class, () -> {
                    ThymeleafViewResolver own = new ThymeleafViewResolver();
                    own.setStaticVariables(Map.of("access", "the host's own"));
                    return own;
                })
                .run(context -> assertThat(
                                context.getBean(ThymeleafViewResolver.class).getStaticVariables())
                        .containsEntry("access", "the host's own"));
    }

    @Test
    void worksWithoutTemplatesAndWithoutTheWeb() {
        web.withClassLoader(new FilteredClassLoader("org.thymeleaf"))
                .run(context -> assertThat(context).hasNotFailed().hasBean("access"));
        runner.withClassLoader(new FilteredClassLoader("org.thymeleaf", "org.springframework.security.web"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasBean("access")
                        .doesNotHaveBean(WebExpressionAuthorizationManager.Builder.class));
    }

    @Test
    void expressionsForUrlsKnowBeansAndWhatTheApplicationSaysAboutAuthorities() {
        web.withBean(RoleHierarchy.class, () -> RoleHierarchyImpl.fromHierarchy("GROUP_BOSS > GROUP_STAFF"))
                .withBean(GrantedAuthorityDefaults.class, () -> new GrantedAuthorityDefaults("GROUP_"))
                .run(context -> {
                    WebExpressionAuthorizationManager.Builder expressions =
                            context.getBean(WebExpressionAuthorizationManager.Builder.class);

                    assertThat(granted(expressions, "hasRole('STAFF')")).isTrue();
                    assertThat(granted(expressions, "hasRole('CHIEF')")).isFalse();
                    assertThat(granted(expressions, "hasPermission(null, 'p')")).isFalse();
                    assertThat(granted(expressions, "@access.has('p')")).isFalse();
                    assertThat(granted(expressions, "!@access.has('p')")).isTrue();
                });
    }

    @Test
    void expressionsForUrlsOfTheApplicationAreKept() {
        WebExpressionAuthorizationManager.Builder own = WebExpressionAuthorizationManager.withDefaults();

        web.withBean(WebExpressionAuthorizationManager.Builder.class, () -> own)
                .run(context -> assertThat(context.getBean(WebExpressionAuthorizationManager.Builder.class))
                        .isSameAs(own));
    }

    @Test
    void expressionsForUrlsAreLeftToAnApplicationWithAnEvaluatorOfItsOwn() {
        web.withBean(PermissionEvaluator.class, () -> mock(PermissionEvaluator.class))
                .run(context -> assertThat(context)
                        .doesNotHaveBean(TiergatePermissionEvaluator.class)
                        .doesNotHaveBean(WebExpressionAuthorizationManager.Builder.class));
    }

    private static boolean granted(WebExpressionAuthorizationManager.Builder expressions, String expression) {
        return expressions
                .expression(expression)
                .authorize(
                        () -> new TestingAuthenticationToken("alice", "", "GROUP_BOSS"),
                        new RequestAuthorizationContext(new MockHttpServletRequest()))
                .isGranted();
    }
}
