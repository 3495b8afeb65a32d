package io.tiergate.boot.security;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.security.Access;
import io.tiergate.security.RequiresPermissionAdvisor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.method.AuthorizationAdvisorProxyFactory;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Auto-configuration of {@link io.tiergate.security.RequiresPermission}. There is no property that switches it off: an
 * annotation that nobody enforces is an open door. While Tiergate is off, guarded calls fail.
 */
@AutoConfiguration
@Import(TiergateMethodSecurityAutoConfiguration.AutoProxyCreatorRegistrar.class)
public final class TiergateMethodSecurityAutoConfiguration {

    // Static, and with everything looked up at the first call: an advisor is made before all other beans.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static RequiresPermissionAdvisor tiergateRequiresPermissionAdvisor(
            ObjectProvider<Access> access,
            ObjectProvider<SecurityContextHolderStrategy> strategy,
            ObjectProvider<AuthorizationEventPublisher> events,
            ObjectProvider<ObjectPostProcessor<AuthorizationManager<MethodInvocation>>> processors) {
        return new RequiresPermissionAdvisor(
                () -> access.getIfAvailable(() -> {
                    throw new DecisionUnavailableException(
                            "A method with @RequiresPermission was called while Tiergate is"
                                    + " off. Remove tiergate.enabled=false, or the annotation.");
                }),
                (pointcut, manager) -> {
                    AuthorizationManagerBeforeMethodInterceptor interceptor =
                            new AuthorizationManagerBeforeMethodInterceptor(
                                    pointcut,
                                    processors
                                            .getIfUnique(ObjectPostProcessor::identity)
                                            .postProcess(manager));
                    strategy.ifAvailable(interceptor::setSecurityContextHolderStrategy);
                    events.ifAvailable(interceptor::setAuthorizationEventPublisher);
                    return interceptor;
                });
    }

    /** Spring Security's own annotations: also while Tiergate is off, since what they guard must not be open then. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "tiergate.method-security.enabled", matchIfMissing = true)
    @ConditionalOnMissingBean(
            value = AuthorizationAdvisorProxyFactory.class,
            type =
                    "org.springframework.security.config.annotation.method.configuration.GlobalMethodSecurityConfiguration")
    @EnableMethodSecurity
    static class MethodSecurityConfiguration {}

    /** Advice is enforced by proxies, and something must make them where no other feature does. */
    static class AutoProxyCreatorRegistrar implements ImportBeanDefinitionRegistrar {

        @Override
        public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
            AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
        }
    }
}
