package io.tiergate.boot.health;

import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.decision.CachedDecisionPoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the health indicator, where the application has Spring Boot's health module. */
@AutoConfiguration(after = TiergateAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnSingleCandidate(CachedDecisionPoint.class)
public final class TiergateHealthAutoConfiguration {

    // Not at the class: that condition must not be looked for where the health module is absent.
    @Bean
    @ConditionalOnEnabledHealthIndicator("tiergate")
    @ConditionalOnMissingBean(name = "tiergateHealthIndicator")
    TiergateHealthIndicator tiergateHealthIndicator(CachedDecisionPoint decisions) {
        return new TiergateHealthIndicator(decisions::freshness);
    }
}
