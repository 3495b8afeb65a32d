package io.tiergate.boot.actuate;

import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.boot.core.TiergateProperties;
import io.tiergate.boot.schema.TiergateSchema;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.store.Store;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the endpoint that tells how Tiergate is, where the application has Spring Boot's actuator. */
@AutoConfiguration(after = TiergateAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnSingleCandidate(CachedDecisionPoint.class)
public final class TiergateEndpointAutoConfiguration {

    // Not at the class: that condition must not be looked for where the actuator is absent.
    @Bean
    @ConditionalOnAvailableEndpoint
    @ConditionalOnMissingBean
    TiergateEndpoint tiergateEndpoint(
            CachedDecisionPoint decisions,
            Store store,
            ObjectProvider<TiergateSchema> schema,
            TiergateProperties properties) {
        return new TiergateEndpoint(decisions, store, schema.getIfUnique(), properties);
    }
}
