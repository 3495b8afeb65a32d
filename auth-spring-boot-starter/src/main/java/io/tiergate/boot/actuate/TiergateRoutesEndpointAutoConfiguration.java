package io.tiergate.boot.actuate;

import io.tiergate.boot.routes.Routes;
import io.tiergate.boot.routes.TiergateRoutesAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the endpoint of routes, where the application has Spring Boot's actuator. */
@AutoConfiguration(after = TiergateRoutesAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(Routes.class)
public final class TiergateRoutesEndpointAutoConfiguration {

    // Not at the class: that condition must not be looked for where the actuator is absent.
    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingBean
    RoutesEndpoint tiergateRoutesEndpoint(Routes routes) {
        return new RoutesEndpoint(routes);
    }
}
