package io.tiergate.boot.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
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
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.boot.observe.ObservedHost.Invoices;
import io.tiergate.boot.security.TiergateMethodSecurityAutoConfiguration;
import io.tiergate.security.Access;
import io.tiergate.security.AccessListener;
import io.tiergate.security.PermissionDecision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.audit.AuditEvent;
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
import org.springframework.context.ApplicationListener;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.AuthorizationObservationContext;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.authorization.event.AuthorizationEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

class TiergateObserveAutoConfigurationTest {

    private static final Subject ALICE = Subject.user("alice");

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
    void whoIsTurnedAwayIsInTheAuditEvents() {
        audited.run(context -> {
            signInAlice(context);
            context.getBean(Invoices.class).read();
            assertThat(context.getBean(Access.class).has("invoice.approve")).isFalse();
            assertThat(events(context)).as("what is allowed, or an if").isEmpty();

            denied(() -> context.getBean(Access.class).require("invoice.approve"));
            denied(context.getBean(Invoices.class)::burn);
            denied(() -> context.getBean(Invoices.class).readOne(7));

            assertThat(events(context))
                    .extracting(AuditEvent::getType, AuditEvent::getPrincipal, AuditEvent::getData)
                    .containsExactly(
                            tuple(
                                    "TIERGATE_DENIED",
                                    "user:alice",
                                    Map.of(
                                            "permission", "invoice.approve",
                                            "reason", "NOT_GRANTED",
                                            "tenant", "default",
                                            "details", "from Lisbon")),
                            tuple(
                                    "TIERGATE_DENIED",
                                    "user:alice",
                                    Map.of(
                                            "permission", "never.heard.of",
                                            "reason", "UNKNOWN_PERMISSION",
                                            "tenant", "default",
                                            "details", "from Lisbon")),
                            tuple(
                                    "TIERGATE_DENIED",
                                    "user:alice",
                                    Map.of(
                                            "permission", "invoice.read",
                                            "reason", "UNKNOWN_RESOURCE_TYPE",
                                            "tenant", "default",
                                            "resource", "invoice:7",
                                            "details", "from Lisbon")));
        });
    }

    @Test
    void nobodyIsInTheAuditEventsAsAnonymous() {
        audited.run(context -> {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> context.getBean(Access.class).require("invoice.read"));

            assertThat(events(context)).singleElement().satisfies(event -> {
                assertThat(event.getPrincipal()).isEqualTo("anonymous");
                assertThat(event.getData()).containsOnlyKeys("permission", "reason", "tenant");
            });
        });
    }

    @Test
    void aDenialIsAuditedOnceAlsoWhereSpringSecurityPublishesIt() {
        audited.withBean(SpringAuthorizationEventPublisher.class).run(context -> {
            signInAlice(context);
            denied(context.getBean(Invoices.class)::burn);
            denied(() -> context.getBean(Access.class).require("invoice.approve"));
            denied(context.getBean(Invoices.class)::ask);

            assertThat(context).hasSingleBean(AbstractAuthorizationAuditListener.class);
            assertThat(events(context))
                    .extracting(AuditEvent::getType)
                    .containsExactly("TIERGATE_DENIED", "TIERGATE_DENIED", "AUTHORIZATION_FAILURE");
            assertThat(events(context).get(2).getPrincipal()).isEqualTo("alice");
            assertThat(events(context).get(2).getData()).containsEntry("details", "from Lisbon");
        });
    }

    @Test
    void springSecuritysEventsCarryOurDecision() {
        List<AuthorizationEvent> published = new ArrayList<>();
        plain.withBean(SpringAuthorizationEventPublisher.class)
                .withInitializer(context -> context.addApplicationListener(
                        (ApplicationListener<AuthorizationDeniedEvent<?>>) published::add))
                .run(context -> {
                    signInAlice(context);
                    context.getBean(Invoices.class).read();
                    denied(context.getBean(Invoices.class)::burn);
                    denied(() -> context.getBean(Access.class).require("invoice.approve"));

                    assertThat(published)
                            .extracting(event -> permission(event.getAuthorizationResult()))
                            .containsExactly("never.heard.of", "invoice.approve");
                });
    }

    @Test
    void aPublisherOfTheHostIsGivenWhatIsGrantedToo() {
        List<String> published = new ArrayList<>();
        AuthorizationEventPublisher publisher = new AuthorizationEventPublisher() {
            @Override
            public <T> void publishAuthorizationEvent(
                    Supplier<Authentication> authentication, T object, AuthorizationResult result) {
                published.add(authentication.get().getName() + " " + permission(result) + " " + result.isGranted());
            }
        };
        plain.withBean(AuthorizationEventPublisher.class, () -> publisher).run(context -> {
            signInAlice(context);
            context.getBean(Invoices.class).read();
            denied(context.getBean(Invoices.class)::burn);
            context.getBean(Access.class).require("invoice.read");

            assertThat(published)
                    .containsExactly(
                            "alice invoice.read true", "alice never.heard.of false", "alice invoice.read true");
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

    private static String permission(AuthorizationResult result) {
        assertThat(result).isInstanceOf(PermissionDecision.class);
        return ((PermissionDecision) result).permission();
    }

    private static void signInAlice(ApplicationContext context) {
        Administration administration = context.getBean(Administration.class);
        administration.permissions().define("invoice.read", "");
        administration.permissions().define("invoice.approve", "");
        administration.inTenant(Tenant.DEFAULT).grants().grant(Grant.allow(ALICE, "invoice.read"));
        signIn();
    }

    private static void signIn() {
        TestingAuthenticationToken alice = new TestingAuthenticationToken("alice", null, "visitor");
        alice.setDetails("from Lisbon");
        SecurityContextHolder.getContext().setAuthentication(alice);
    }

    /** Has lost its store. */
    private static DecisionPoint away() {
        DecisionPoint away = mock(DecisionPoint.class, CALLS_REAL_METHODS);
        doThrow(new DecisionUnavailableException("The store is away"))
                .when(away)
                .check(any());
        return away;
    }

    private static void denied(ThrowingCallable call) {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(call);
    }

    private static double count(ApplicationContext context, String permission, String outcome) {
        Counter counter = context.getBean(MeterRegistry.class)
                .find("tiergate.decisions")
                .tags("permission", permission, "outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private static List<AuditEvent> events(ApplicationContext context) {
        return context.getBean(AuditEventRepository.class).find(null, null, null);
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
