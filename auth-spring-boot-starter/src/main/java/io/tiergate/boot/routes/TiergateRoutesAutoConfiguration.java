package io.tiergate.boot.routes;

import io.tiergate.DecisionPoint;
import io.tiergate.admin.Administration;
import io.tiergate.boot.catalogue.SecurityExpressions;
import io.tiergate.boot.routes.RoutesProperties.Policy;
import io.tiergate.security.PermissionGuards;
import jakarta.servlet.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Auto-configuration of what is found out about routes, in servlet applications. */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({DispatcherServlet.class, WebMvcConfigurer.class})
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RoutesProperties.class)
public final class TiergateRoutesAutoConfiguration {

    @Bean
    Inventory tiergateRouteInventory(
            ConfigurableApplicationContext context,
            RoutesProperties properties,
            ObjectProvider<PermissionGuards> guards) {
        Exemptions exemptions = new Exemptions(properties.exempt());
        SecurityExpressions expressions = new SecurityExpressions(context);
        return new Inventory(
                context,
                properties.unguarded() == Policy.FAIL,
                () -> new Classification(
                        guards.getIfAvailable(PermissionGuards::new),
                        new MethodSecurity(
                                context.getBeansOfType(AuthorizationAdvisor.class, false, false)
                                        .values(),
                                expressions),
                        new UrlRules(chains(context), expressions),
                        exemptions));
    }

    @Bean
    Routes tiergateRoutes(
            Inventory inventory,
            ObjectProvider<DecisionPoint> decisions,
            ObjectProvider<Administration> administration,
            ConfigurableApplicationContext context) {
        return new Routes(inventory, () -> reach(decisions, administration, context));
    }

    @Bean
    RouteStart tiergateRouteStart(
            Inventory inventory, ConfigurableApplicationContext context, RoutesProperties properties) {
        return new RouteStart(inventory, context, properties.unguarded());
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "tiergate.routes.table", matchIfMissing = true)
    RouteTablePrinter tiergateRouteTable(
            Routes routes, ConfigurableApplicationContext context, RoutesProperties properties) {
        return new RouteTablePrinter(routes, context, properties.count());
    }

    private static @Nullable Reach reach(
            ObjectProvider<DecisionPoint> decisions,
            ObjectProvider<Administration> administration,
            ConfigurableApplicationContext context) {
        DecisionPoint point = decisions.getIfUnique();
        Administration service = administration.getIfUnique();
        return point == null || service == null ? null : new Reach(point, service, context::isClosed);
    }

    /** Those that requests go through; none where Spring Security guards no requests. */
    private static List<SecurityFilterChain> chains(ConfigurableApplicationContext context) {
        return context.containsBean("springSecurityFilterChain")
                        && context.getBean("springSecurityFilterChain", Filter.class) instanceof FilterChainProxy proxy
                ? proxy.getFilterChains()
                : List.of();
    }
}
