package io.tiergate.boot.core;

import io.tiergate.DecisionPoint;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.security.Access;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the decision point and the administration service. */
@AutoConfiguration(afterName = "io.tiergate.boot.jpa.TiergateJpaStoreAutoConfiguration")
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TiergateProperties.class)
public final class TiergateAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(Store.class)
    @ConditionalOnProperty(name = "tiergate.store", havingValue = "memory")
    MemoryStore tiergateStore() {
        return new MemoryStore();
    }

    @Bean
    @ConditionalOnMissingBean(DecisionPoint.class)
    StoreDecisionPoint tiergateDecisionPoint(ObjectProvider<Store> store, ObjectProvider<Clock> clock) {
        return new StoreDecisionPoint(required(store), clock.getIfUnique(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean
    Administration tiergateAdministration(
            ObjectProvider<Store> store,
            DecisionPoint decisions,
            ObjectProvider<Clock> clock,
            ObjectProvider<Access> access,
            TiergateProperties properties) {
        return Administration.of(
                        required(store), decisions, clock.getIfUnique(Clock::systemUTC), () -> currentActor(access))
                .inTenant(properties.tenant());
    }

    @Bean
    CatalogueSynchronization tiergateCatalogueSynchronization(
            Administration administration, ListableBeanFactory beans, TiergateProperties properties) {
        return new CatalogueSynchronization(
                administration.inTenant(properties.catalogue().tenant()), beans);
    }

    private static Store required(ObjectProvider<Store> store) {
        return store.getIfAvailable(() -> {
            throw new NoStoreException();
        });
    }

    /** Who is signed in, or null where nobody is: a start-up, a scheduled task, an anonymous request. */
    private static @Nullable Subject currentActor(ObjectProvider<Access> access) {
        Access current = access.getIfAvailable();
        Subject subject = current == null ? Subject.anonymous() : current.subject();
        return subject.isAnonymous() ? null : subject;
    }
}
