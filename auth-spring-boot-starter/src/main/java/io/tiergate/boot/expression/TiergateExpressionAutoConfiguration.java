package io.tiergate.boot.expression;

import io.tiergate.boot.catalogue.SecurityExpressions;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.security.Access;
import io.tiergate.security.TiergatePermissionEvaluator;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.web.access.expression.DefaultHttpSecurityExpressionHandler;
import org.springframework.security.web.access.expression.WebExpressionAuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Auto-configuration of {@code access} and {@code hasPermission} in expressions. */
@AutoConfiguration(
        after = TiergateAutoConfiguration.class,
        afterName = "org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration")
@ConditionalOnBean(Access.class)
public final class TiergateExpressionAutoConfiguration {

    @Bean
    static AccessName tiergateAccessName() {
        return new AccessName();
    }

    @Bean
    ExpressionDenials tiergateExpressionDenials(ObjectProvider<Access> access, ListableBeanFactory beans) {
        return new ExpressionDenials(access::getObject, new SecurityExpressions(beans));
    }

    /** For rules for URLs. {@code sec:authorize} in Thymeleaf has a handler of Spring Security's, which finds the evaluator. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.SERVLET)
    @ConditionalOnClass(WebExpressionAuthorizationManager.class)
    static class UrlConfiguration {

        /** Spring Security's own knows no {@code hasPermission}, and no beans. */
        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnBean(TiergatePermissionEvaluator.class)
        @SuppressWarnings("deprecation")
        WebExpressionAuthorizationManager.Builder tiergateUrlExpressions(
                ApplicationContext context,
                TiergatePermissionEvaluator evaluator,
                ObjectProvider<GrantedAuthorityDefaults> authorityDefaults,
                ObjectProvider<RoleHierarchy> roleHierarchy,
                ObjectProvider<AuthorizationManagerFactory<RequestAuthorizationContext>> authorizationManagerFactory) {
            DefaultHttpSecurityExpressionHandler handler = new DefaultHttpSecurityExpressionHandler();
            handler.setApplicationContext(context);
            handler.setPermissionEvaluator(evaluator);
            authorityDefaults.ifAvailable(defaults -> handler.setDefaultRolePrefix(defaults.getRolePrefix()));
            roleHierarchy.ifAvailable(handler::setRoleHierarchy);
            authorizationManagerFactory.ifAvailable(handler::setAuthorizationManagerFactory);
            return WebExpressionAuthorizationManager.withExpressionHandler(handler);
        }
    }

    /** {@code ${access.has('…')}}. What a controller puts into its model by that name wins. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = Type.SERVLET)
    @ConditionalOnClass(ThymeleafViewResolver.class)
    static class TemplateConfiguration {

        @Bean
        SmartInitializingSingleton tiergateAccessInTemplates(
                Access access, ObjectProvider<ThymeleafViewResolver> resolvers) {
            return () -> resolvers.stream()
                    .filter(resolver -> !resolver.getStaticVariables().containsKey(AccessName.NAME))
                    .forEach(resolver -> resolver.addStaticVariable(AccessName.NAME, access));
        }
    }
}
