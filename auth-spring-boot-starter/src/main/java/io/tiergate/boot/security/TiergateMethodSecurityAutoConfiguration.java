package io.tiergate.boot.security;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.security.Access;
import io.tiergate.security.Enforcement;
import io.tiergate.security.PermissionGuards;
import io.tiergate.security.RequiresPermissionAdvisor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.ListableBeanFactory;
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
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.method.AuthorizationAdvisorProxyFactory;
import org.springframework.security.authorization.method.MethodAuthorizationDeniedHandler;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;

/**
 * Auto-configuration of {@link io.tiergate.security.RequiresPermission}. There is no property that switches it off: an
 * annotation that nobody enforces is an open door. While Tiergate is off, guarded calls fail.
 */
@AutoConfiguration
@Import(TiergateMethodSecurityAutoConfiguration.AutoProxyCreatorRegistrar.class)
public final class TiergateMethodSecurityAutoConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static PermissionGuards tiergatePermissionGuards() {
        return new PermissionGuards();
    }

    // Static, and with everything looked up at the first call: an advisor is made before all other beans.
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static RequiresPermissionAdvisor tiergateRequiresPermissionAdvisor(
            PermissionGuards guards,
            ObjectProvider<Access> access,
            ObjectProvider<ObjectPostProcessor<AuthorizationManager<MethodInvocation>>> processors,
            ListableBeanFactory beans) {
        return new RequiresPermissionAdvisor(
                guards,
                () -> Enforcement.by(access.getIfAvailable(() -> {
                            throw new DecisionUnavailableException(
                                    "A method with @RequiresPermission was called while Tiergate is"
                                            + " off. Remove tiergate.enabled=false, or the annotation.");
                        }))
                        .observed(manager -> processors
                                .getIfUnique(ObjectPostProcessor::identity)
                                .postProcess(manager))
                        .deniedHandlers(type -> deniedHandler(type, beans)));
    }

    /** As Spring Security finds it for its own annotations. */
    private static MethodAuthorizationDeniedHandler deniedHandler(
            Class<? extends MethodAuthorizationDeniedHandler> type, ListableBeanFactory beans) {
        String[] names = beans.getBeanNamesForType(type);
        if (names.length != 1) {
            throw new IllegalStateException("@HandleAuthorizationDenied names " + type.getName()
                    + ", of which there are " + names.length + " beans. Let there be one.");
        }
        return beans.getBean(names[0], type);
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
