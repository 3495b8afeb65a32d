package io.tiergate.boot.security;

import static io.tiergate.boot.security.GuardedHost.assertDenied;
import static io.tiergate.boot.security.GuardedHost.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.tiergate.admin.Administration;
import io.tiergate.boot.security.GuardedHost.Guarded;
import io.tiergate.security.Access;
import io.tiergate.security.TiergatePermissionEvaluator;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;
import org.springframework.security.access.expression.method.MethodSecurityExpressionHandler;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.authorization.DefaultAuthorizationManagerFactory;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.core.context.SecurityContextHolder;

/** What of a host's own expressions is kept, and what it is told. */
@ExtendWith(OutputCaptureExtension.class)
class HostExpressionsTest {

    @BeforeAll
    static void logAsApplicationsDo() {
        LoggingSystem.get(HostExpressionsTest.class.getClassLoader())
                .setLogLevel("io.tiergate.boot.core", LogLevel.INFO);
    }

    private final ApplicationContextRunner runner = GuardedHost.runner();

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void keepsTheHostsRoleHierarchy() {
        runner.withBean(RoleHierarchy.class, () -> RoleHierarchyImpl.fromHierarchy("ROLE_BOSS > ROLE_STAFF"))
                .run(context -> {
                    signIn(context.getBean(Administration.class), "ROLE_BOSS");

                    assertThat(context.getBean(Guarded.class).role()).isEqualTo("done");
                    assertThat(context.getBean(Guarded.class).expression()).isEqualTo("done");
                });
    }

    @Test
    void keepsTheHostsRolePrefix() {
        runner.withBean(GrantedAuthorityDefaults.class, () -> new GrantedAuthorityDefaults("GROUP_"))
                .run(context -> {
                    signIn(context.getBean(Administration.class), "GROUP_STAFF");

                    assertThat(context.getBean(Guarded.class).role()).isEqualTo("done");
                });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFactory {

        @Bean
        AuthorizationManagerFactory<MethodInvocation> factory() {
            DefaultAuthorizationManagerFactory<MethodInvocation> factory = new DefaultAuthorizationManagerFactory<>();
            factory.setRolePrefix("FACTORY_");
            return factory;
        }
    }

    @Test
    void keepsTheHostsAuthorizationManagerFactory() {
        runner.withUserConfiguration(OwnFactory.class).run(context -> {
            signIn(context.getBean(Administration.class), "FACTORY_STAFF");

            assertThat(context.getBean(Guarded.class).role()).isEqualTo("done");
        });
    }

    @Test
    void backsOffForTheHostsOwnEvaluatorAndSaysWhatToAdd(CapturedOutput output) {
        runner.withBean("own", PermissionEvaluator.class, () -> mock())
                .run(context -> assertThat(context)
                        .doesNotHaveBean(TiergatePermissionEvaluator.class)
                        .doesNotHaveBean(MethodSecurityExpressionHandler.class));

        assertThat(output)
                .contains("PermissionEvaluator 'own'")
                .contains("new TiergatePermissionEvaluator(access::getObject)");
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnHandler {

        @Bean
        static DefaultMethodSecurityExpressionHandler own() {
            return new DefaultMethodSecurityExpressionHandler();
        }
    }

    @Test
    void backsOffForTheHostsOwnExpressionHandlerAndSaysWhatToAdd(CapturedOutput output) {
        runner.withUserConfiguration(OwnHandler.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(MethodSecurityExpressionHandler.class)
                        .hasBean("own"));

        assertThat(output)
                .contains("MethodSecurityExpressionHandler 'own'")
                .contains("handler.setPermissionEvaluator(new TiergatePermissionEvaluator(access::getObject));");
    }

    @Configuration(proxyBeanMethods = false)
    static class FollowingTheAdvice {

        @Bean
        static DefaultMethodSecurityExpressionHandler own(ObjectProvider<Access> access) {
            DefaultMethodSecurityExpressionHandler handler = new DefaultMethodSecurityExpressionHandler();
            handler.setPermissionEvaluator(new TiergatePermissionEvaluator(access::getObject));
            return handler;
        }
    }

    @Test
    void theLineToAddWorks(CapturedOutput output) {
        runner.withUserConfiguration(FollowingTheAdvice.class).run(context -> {
            signIn(context.getBean(Administration.class));

            assertThat(context.getBean(Guarded.class).expression()).isEqualTo("done");
            assertDenied(context.getBean(Guarded.class)::expressionNotHeld);
        });
        assertThat(output).doesNotContain("is not eligible for getting processed by all BeanPostProcessors");
    }

    @Test
    void saysThatTwoEvaluatorsAnswerNothing(CapturedOutput output) {
        runner.withBean("one", PermissionEvaluator.class, () -> mock())
                .withBean("two", PermissionEvaluator.class, () -> mock())
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).contains("several PermissionEvaluator beans: one, two");
    }
}
