package io.tiergate.boot.security;

import io.tiergate.DecisionPoint;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.boot.core.TiergateProperties;
import io.tiergate.security.Access;
import io.tiergate.security.SubjectResolver;
import io.tiergate.security.TenantResolver;
import io.tiergate.security.TiergatePermissionEvaluator;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;
import org.springframework.security.access.expression.method.MethodSecurityExpressionHandler;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.authorization.AuthorizationManagerFactory;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/** Auto-configuration of the access of the current request, and of the permission evaluator. */
@AutoConfiguration(after = TiergateAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
public final class TiergateSecurityAutoConfiguration {

    /** Asks the resolvers that the application has, or else the standard ones, which need not be beans for that. */
    @Bean
    @ConditionalOnMissingBean
    Access tiergateAccess(
            DecisionPoint decisions,
            ObjectProvider<SubjectResolver> subjectResolver,
            ObjectProvider<TenantResolver> tenantResolver,
            ObjectProvider<SecurityContextHolderStrategy> strategy,
            TiergateProperties properties) {
        SubjectResolver subjects = subjectResolver.getIfAvailable(SubjectResolver::standard);
        TenantResolver tenants = tenantResolver.getIfAvailable(() -> TenantResolver.always(properties.tenant()));
        SecurityContextHolderStrategy own = strategy.getIfAvailable();
        return own == null ? new Access(decisions, subjects, tenants) : new Access(decisions, subjects, tenants, own);
    }

    @Bean
    @ConditionalOnMissingBean(PermissionEvaluator.class)
    static TiergatePermissionEvaluator tiergatePermissionEvaluator(ObjectProvider<Access> access) {
        return new TiergatePermissionEvaluator(access::getObject);
    }

    /**
     * Spring Security 7.1 finds no {@link PermissionEvaluator} bean by itself. What it would have found for a handler of
     * its own is applied here in the same way, and with the same setters, whose successors cannot express it.
     */
    @Bean
    @ConditionalOnMissingBean(MethodSecurityExpressionHandler.class)
    @ConditionalOnBean(TiergatePermissionEvaluator.class)
    @SuppressWarnings("deprecation")
    static DefaultMethodSecurityExpressionHandler tiergateMethodSecurityExpressionHandler(
            TiergatePermissionEvaluator evaluator,
            ObjectProvider<GrantedAuthorityDefaults> authorityDefaults,
            ObjectProvider<RoleHierarchy> roleHierarchy,
            ObjectProvider<AuthorizationManagerFactory<MethodInvocation>> authorizationManagerFactory) {
        DefaultMethodSecurityExpressionHandler handler = new DefaultMethodSecurityExpressionHandler();
        handler.setPermissionEvaluator(evaluator);
        authorityDefaults.ifAvailable(defaults -> handler.setDefaultRolePrefix(defaults.getRolePrefix()));
        roleHierarchy.ifAvailable(handler::setRoleHierarchy);
        authorizationManagerFactory.ifAvailable(handler::setAuthorizationManagerFactory);
        return handler;
    }

    @Bean
    ExpressionWiringReport tiergateExpressionWiringReport(ListableBeanFactory beans) {
        return new ExpressionWiringReport(beans);
    }
}
