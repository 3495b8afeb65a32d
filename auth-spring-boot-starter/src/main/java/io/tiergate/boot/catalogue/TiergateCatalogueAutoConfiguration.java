package io.tiergate.boot.catalogue;

import io.tiergate.security.PermissionGuards;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of what is held against the catalogue: the names that annotations and their expressions use. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
public final class TiergateCatalogueAutoConfiguration {

    @Bean
    UsedPermissions tiergateAnnotatedPermissions(ObjectProvider<PermissionGuards> guards, ListableBeanFactory beans) {
        return listener ->
                guards.ifAvailable(known -> new AnnotatedPermissions(known, new BeanClasses(beans)).tell(listener));
    }

    @Bean
    UsedPermissions tiergateExpressionPermissions(ListableBeanFactory beans) {
        return new ExpressionPermissions(new BeanClasses(beans), new SecurityExpressions(beans));
    }
}
