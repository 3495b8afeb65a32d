package io.tiergate.boot.observe;

import static io.tiergate.boot.observe.Alice.denied;
import static io.tiergate.boot.observe.Alice.signIn;
import static io.tiergate.boot.observe.Alice.signInAlice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import io.micrometer.observation.ObservationHandler;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.boot.observe.ObservedHost.Invoices;
import io.tiergate.boot.security.TiergateMethodSecurityAutoConfiguration;
import io.tiergate.security.Access;
import io.tiergate.security.AccessListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration;
import org.springframework.boot.actuate.security.AbstractAuthorizationAuditListener;
import org.springframework.boot.actuate.security.AuthorizationAuditListener;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authorization.AuthorizationObservationContext;
import org.springframework.security.core.context.SecurityContextHolder;

class TiergateObserveAutoConfigurationTest {

    private final ApplicationContextRunner plain = new ApplicationContextRunner()
            .withPropertyValues("tiergate.store=memory")
            .withUserConfiguration(ObservedHost.class)
            .withConfiguration(AutoConfigurations.of(
                    TiergateAutoConfiguration.class,
                    TiergateMethodSecurityAutoConfiguration.class,
                    TiergateObserveAutoConfiguration.class));
    private final ApplicationContextRunner metrics = plain.withConfiguration(AutoConfigurations.of(
            MetricsAutoConfiguration.class,
            SimpleMetricsExportAutoConfiguration.class,
            CompositeMeterRegistryAutoConfiguration.class,
            ObservationAutoConfiguration.class));
    private final ApplicationContextRunner audited = plain.withConfiguration(
                    AutoConfigurations.of(AuditAutoConfiguration.class))
            .withBean(AuditEventRepository.class, InMemoryAuditEventRepository::new);

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void checksAreCounted() {
        metrics.run(context -> {
            signInAlice(context);
            Access access = context.getBean(Access.class);
            assertThat(access.has("invoice.read")).isTrue();
            context.getBean(Invoices.class).read();
            assertThat(access.has("invoice.approve")).isFalse();
            assertThat(access.has("guessed")).isFalse();

            assertThat(count(context, "invoice.read", "allowed")).isEqualTo(2);
            assertThat(count(context, "invoice.approve", "denied")).isEqualTo(1);
            assertThat(count(context, "unknown", "denied")).isEqualTo(1);
        });
    }

    @Test
    void whatCannotBeKnownIsCounted() {
        metrics.withBean(DecisionPoint.class, TiergateObserveAutoConfigurationTest::away)
                .run(context -> {
                    assertThatExceptionOfType(DecisionUnavailableException.class)
                            .isThrownBy(() -> context.getBean(Access.class).has("invoice.read"));

                    assertThat(count(context, "unknown", "undecided")).isEqualTo(1);
                    assertThat(context).doesNotHaveBean("tiergateStoreMeters");
                });
    }

    @Test
    void theStoreIsWatched() {
        metrics.run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            TimeGauge age = registry.get("tiergate.store.age").timeGauge();
            Gauge fresh = registry.get("tiergate.store.fresh").gauge();

            assertThat(age.value()).isBetween(0.0, 60.0);
            assertThat(fresh.value()).isEqualTo(1);
        });
    }

    @Test
    void observationsOfSpringSecurityHaveOurKeys() {
        Seen seen = new Seen();
        metrics.withBean(ObservationHandler.class, () -> seen).run(context -> {
            signInAlice(context);
            Invoices invoices = context.getBean(Invoices.class);
            invoices.read();
            denied(invoices::burn);
            denied(() -> invoices.readOne(7));
            denied(invoices::ask);

            assertThat(seen.lowCardinality)
                    .containsExactly(
                            Map.of(
                                    "tiergate.permission", "invoice.read",
                                    "tiergate.outcome", "allowed",
                                    "tiergate.reason", "granted"),
                            Map.of(
                                    "tiergate.permission", "unknown",
                                    "tiergate.outcome", "denied",
                                    "tiergate.reason", "unknown_permission"),
                            Map.of(
                                    "tiergate.permission", "invoice.read",
                                    "tiergate.outcome", "denied",
                                    "tiergate.reason", "unknown_resource_type"),
                            Map.of(
                                    "tiergate.permission", "none",
                                    "tiergate.outcome", "none",
                                    "tiergate.reason", "none"));
            assertThat(seen.highCardinality)
                    .isEqualTo(List.of(Map.of(), Map.of(), Map.of("tiergate.resource", "invoice:7"), Map.of()));
        });
    }

    @Test
    void theMetricOfObservationsHasTheSameKeysEverywhere() {
        metrics.run(context -> {
            signInAlice(context);
            Invoices invoices = context.getBean(Invoices.class);
            invoices.read();
            denied(invoices::ask);

            Set<Set<String>> keys = new HashSet<>();
            for (Timer timer : context.getBean(MeterRegistry.class)
                    .get("spring.security.authorizations")
                    .timers()) {
                keys.add(timer.getId().getTags().stream().map(Tag::getKey).collect(Collectors.toSet()));
            }
            assertThat(keys)
                    .singleElement()
                    .satisfies(each ->
                            assertThat(each).contains("tiergate.permission", "tiergate.outcome", "tiergate.reason"));
        });
    }

    @Test
    void anObservationOfWhatCannotBeKnownSaysSo() {
        Seen seen = new Seen();
        metrics.withBean(ObservationHandler.class, () -> seen)
                .withBean(DecisionPoint.class, TiergateObserveAutoConfigurationTest::away)
                .run(context -> {
                    signIn();
                    assertThatExceptionOfType(DecisionUnavailableException.class)
                            .isThrownBy(context.getBean(Invoices.class)::read);

                    assertThat(seen.lowCardinality)
                            .containsExactly(Map.of(
                                    "tiergate.permission", "none",
                                    "tiergate.outcome", "undecided",
                                    "tiergate.reason", "none"));
                });
    }

    @Test
    void withoutAnythingToTellNothingIsTold() {
        plain.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(AccessListener.class)
                .doesNotHaveBean(MeterBinder.class)
                .doesNotHaveBean(AbstractAuthorizationAuditListener.class));
    }

    @Test
    void withoutMicrometerItStarts() {
        audited.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(DenialAudit.class)
                        .doesNotHaveBean("tiergateDecisionCounters")
                        .doesNotHaveBean("tiergateStoreMeters")
                        .doesNotHaveBean("tiergateDecisionKeys"));
    }

    @Test
    void withObservationsAloneThereAreKeysAndNoCounters() {
        plain.withClassLoader(new FilteredClassLoader("io.micrometer.core", "org.springframework.boot.actuate"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(DecisionKeys.class)
                        .doesNotHaveBean(AccessListener.class));
    }

    @Test
    void withoutActuatorItStarts() {
        metrics.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(DecisionCounters.class)
                        .doesNotHaveBean("tiergateDenialAudit")
                        .doesNotHaveBean("tiergateOtherDenialsAudit"));
    }

    @Test
    void whereTiergateIsOffNothingIsWatched() {
        metrics.withPropertyValues("tiergate.enabled=false")
                .withBean(AuditEventRepository.class, InMemoryAuditEventRepository::new)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(AccessListener.class)
                        .doesNotHaveBean(DecisionKeys.class)
                        .doesNotHaveBean("tiergateStoreMeters"));
    }

    @Test
    void severalRegistriesWithoutAPrimaryOneAreLeftAlone() {
        plain.withBean("one", MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean("two", MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(AccessListener.class));
    }

    @Test
    void whereAuditEventsAreOffThereAreNone() {
        audited.withPropertyValues("management.auditevents.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(AccessListener.class)
                        .doesNotHaveBean(AbstractAuthorizationAuditListener.class));
    }

    @Test
    void theHostsOwnTakeThePlaceOfEach() {
        AccessListener own = (permission, decision) -> {};
        metrics.withBean("tiergateDecisionCounters", AccessListener.class, () -> own)
                .withBean("tiergateStoreMeters", MeterBinder.class, () -> registry -> {})
                .withBean("tiergateDecisionKeys", ObservationFilter.class, () -> observed -> observed)
                .run(context -> {
                    assertThat(context)
                            .doesNotHaveBean(DecisionCounters.class)
                            .doesNotHaveBean(StoreMeters.class)
                            .doesNotHaveBean(DecisionKeys.class);
                    assertThat(context.getBean(AccessListener.class)).isSameAs(own);
                });
        audited.withBean(AuthorizationAuditListener.class)
                .run(context ->
                        assertThat(context).hasSingleBean(DenialAudit.class).doesNotHaveBean(OtherDenialsAudit.class));
        audited.withBean("tiergateDenialAudit", AccessListener.class, () -> own)
                .run(context -> assertThat(context).doesNotHaveBean(DenialAudit.class));
    }

    /** Has lost its store. */
    private static DecisionPoint away() {
        DecisionPoint away = mock(DecisionPoint.class, CALLS_REAL_METHODS);
        doThrow(new DecisionUnavailableException("The store is away"))
                .when(away)
                .check(any());
        return away;
    }

    private static double count(ApplicationContext context, String permission, String outcome) {
        Counter counter = context.getBean(MeterRegistry.class)
                .find("tiergate.decisions")
                .tags("permission", permission, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** Our keys of each observation of an authorization. */
    private static final class Seen implements ObservationHandler<Observation.Context> {

        private final List<Map<String, String>> lowCardinality = new ArrayList<>();
        private final List<Map<String, String>> highCardinality = new ArrayList<>();

        @Override
        public void onStop(Observation.Context context) {
            lowCardinality.add(ours(context.getLowCardinalityKeyValues()));
            highCardinality.add(ours(context.getHighCardinalityKeyValues()));
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            // It has its name only when it starts.
            return context instanceof AuthorizationObservationContext<?>;
        }

        private static Map<String, String> ours(Iterable<KeyValue> all) {
            Map<String, String> ours = new HashMap<>();
            all.forEach(each -> {
                if (each.getKey().startsWith("tiergate.")) {
                    ours.put(each.getKey(), each.getValue());
                }
            });
            return ours;
        }
    }
}
