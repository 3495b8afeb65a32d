package io.tiergate.boot.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.ObservationPredicate;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.boot.expression.ExpressionDenials;
import io.tiergate.boot.routes.UnsentRequest;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.security.Access;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.security.AbstractAuthorizationAuditListener;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationObservationContext;

/**
 * Auto-configuration of what operators see of decisions, each where the application has what it needs: a meter registry,
 * observations, a repository of audit events.
 */
@AutoConfiguration(
        after = TiergateAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
        // Of whose listeners one is taken the place of.
        beforeName = "org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration")
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
public final class TiergateObserveAutoConfiguration {

    /** Counters and gauges. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnSingleCandidate(MeterRegistry.class)
    static class MetricsConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "tiergateDecisionCounters")
        DecisionCounters tiergateDecisionCounters(MeterRegistry registry) {
            return new DecisionCounters(registry);
        }

        @Bean
        @ConditionalOnSingleCandidate(CachedDecisionPoint.class)
        @ConditionalOnMissingBean(name = "tiergateStoreMeters")
        MeterBinder tiergateStoreMeters(CachedDecisionPoint decisions) {
            return new StoreMeters(decisions::freshness);
        }
    }

    /** Keys on Spring Security's observations. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationFilter.class)
    static class ObservationConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "tiergateDecisionKeys")
        ObservationFilter tiergateDecisionKeys() {
            return new DecisionKeys();
        }

        /** What rules are asked at the start is no decision about anybody. */
        @Bean
        ObservationPredicate tiergateNoUnsentRequests() {
            return (name, context) -> !(context instanceof AuthorizationObservationContext<?> authorization
                    && authorization.getObject() instanceof UnsentRequest);
        }
    }

    /** Audit events. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(AuditEventRepository.class)
    @ConditionalOnBean(AuditEventRepository.class)
    @ConditionalOnBooleanProperty(name = "management.auditevents.enabled", matchIfMissing = true)
    static class AuditConfiguration {

        @Bean
        @ConditionalOnMissingBean(name = "tiergateDenialAudit")
        DenialAudit tiergateDenialAudit(ObjectProvider<Access> access, ApplicationEventPublisher events) {
            return new DenialAudit(access::getObject, events);
        }

        @Bean
        @ConditionalOnBean(name = "tiergateDenialAudit")
        @ConditionalOnMissingBean(AbstractAuthorizationAuditListener.class)
        OtherDenialsAudit tiergateOtherDenialsAudit(
                ObjectProvider<Access> access, ObjectProvider<ExpressionDenials> expressions) {
            return new OtherDenialsAudit(access::getIfAvailable, expressions::getIfAvailable);
        }
    }
}
