package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.security.Access;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** What the web gets from Tiergate, and what an application may have instead. */
@ExtendWith(OutputCaptureExtension.class)
class WebBackOffTest {

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withUserConfiguration(Host.class)
            .withPropertyValues(
                    "tiergate.store=memory",
                    "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Host {}

    @Test
    void everythingIsThereByDefault() {
        runner.run(context -> assertThat(context)
                .hasSingleBean(UrlPermissions.class)
                .hasSingleBean(UnavailableAnswer.class)
                .hasSingleBean(DenialAnswer.class)
                .hasSingleBean(DenialPage.class)
                .hasBean("tiergateUnavailableFilter")
                .hasBean("tiergateDenialCustomizer"));
    }

    @Test
    void aBaseOfProblemsThatIsNoUriStopsTheStart() {
        runner.withPropertyValues("tiergate.web.problem-base=problems/")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasRootCauseMessage(
                                "tiergate.web.problem-base is 'problems/', which is not an absolute URI. Give one, for"
                                        + " example https://example.com/problems/."));
    }

    @Test
    void nothingIsThereWithoutTheWeb() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        TiergateWebAutoConfiguration.class, TiergateDenialAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .doesNotHaveBean(UrlPermissions.class)
                        .doesNotHaveBean(AccessDeniedHandler.class)
                        .doesNotHaveBean(FilterRegistrationBean.class));
    }

    @Test
    void nothingOfSpringMvcIsThereWithoutIt() {
        runner.withClassLoader(new FilteredClassLoader(DispatcherServlet.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(UrlPermissions.class));
    }

    @Test
    void thereIsNoPageWithoutTheErrorPagesOfSpringBoot() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(TiergateDenialAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(ErrorViewResolver.class))
                .run(context ->
                        assertThat(context).hasSingleBean(DenialAnswer.class).doesNotHaveBean(DenialPage.class));
    }

    @Test
    void thereIsNoAnswerToDenialsWithoutFilterChains() {
        new WebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(TiergateDenialAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(HttpSecurity.class))
                .run(context -> assertThat(context).doesNotHaveBean(DenialAnswer.class));
    }

    @Test
    void anApplicationMayHaveItsOwn() {
        DecisionUnavailableHandler own = (request, response, failure) -> response.setStatus(502);
        UrlPermissions permissions = new UrlPermissions(() -> null);
        AccessDeniedHandler denied = (request, response, failure) -> {};

        runner.withBean(DecisionUnavailableHandler.class, () -> own)
                .withBean(UrlPermissions.class, () -> permissions)
                .withBean("tiergateAccessDeniedHandler", AccessDeniedHandler.class, () -> denied)
                .run(context -> {
                    assertThat(context.getBean(DecisionUnavailableHandler.class))
                            .isSameAs(own);
                    assertThat(context.getBean(UrlPermissions.class)).isSameAs(permissions);
                    assertThat(context.getBeansOfType(AccessDeniedHandler.class))
                            .isEqualTo(Map.of("tiergateAccessDeniedHandler", denied));
                });
    }

    record Wants(AccessDeniedHandler handler) {}

    @Test
    void anApplicationFindsItsOwnHandlerOfDenialsByType() {
        AccessDeniedHandler own = (request, response, failure) -> {};

        runner.withBean("own", AccessDeniedHandler.class, () -> own)
                .withBean(Wants.class)
                .run(context -> {
                    assertThat(context).hasNotFailed().hasBean("tiergateAccessDeniedHandler");
                    assertThat(context.getBean(Wants.class).handler()).isSameAs(own);
                });
    }

    @Test
    void aRuleLetsNobodyInWhileTiergateIsOff() {
        runner.withPropertyValues("tiergate.enabled=false").run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(Access.class);
            UrlRule rule = context.getBean(UrlPermissions.class).has("p");
            assertThatExceptionOfType(DecisionUnavailableException.class)
                    .isThrownBy(() -> rule.authorize(
                            () -> new TestingAuthenticationToken("alice", "", "X"),
                            new RequestAuthorizationContext(new MockHttpServletRequest())))
                    .withMessageContaining("tiergate.enabled=false");
        });
    }
}
