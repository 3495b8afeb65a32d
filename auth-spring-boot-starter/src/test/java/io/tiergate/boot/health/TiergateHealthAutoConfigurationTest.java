package io.tiergate.boot.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tiergate.DecisionPoint;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

class TiergateHealthAutoConfigurationTest {

    private final ApplicationContextRunner withoutStore = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TiergateHealthAutoConfiguration.class,
                    TiergateAutoConfiguration.class,
                    HealthContributorRegistryAutoConfiguration.class));
    private final ApplicationContextRunner inMemory = withoutStore.withPropertyValues("tiergate.store=memory");

    @Test
    void isPartOfTheApplicationsHealth() {
        inMemory.run(context -> {
            assertThat(context.getBean(HealthContributorRegistry.class).getContributor("tiergate"))
                    .isInstanceOf(HealthIndicator.class);
            assertThat(health(context).getStatus()).isEqualTo(Status.UP);
            assertThat(health(context).getDetails()).containsOnlyKeys("lastHeard");
        });
    }

    @Test
    void isOutOfServiceWhileTheStoreIsNotHeardOfAndUpAgainAfterwards() {
        ChangeLog log = mock();
        // The feed asks all the time, from a thread of its own, so that nothing can be stubbed later.
        AtomicBoolean refused = new AtomicBoolean(true);
        when(log.heads(any())).thenAnswer(asked -> {
            if (refused.get()) {
                throw new IllegalStateException("The connection is refused");
            }
            return List.of();
        });
        Store store = mock();
        when(store.isShared()).thenReturn(true);
        when(store.changes()).thenReturn(log);
        when(store.decisions()).thenReturn(mock());
        when(store.write(any())).thenReturn(true);
        withoutStore
                .withBean(Store.class, () -> store)
                .withPropertyValues("tiergate.feed.interval=20ms", "tiergate.feed.allowed-staleness=300ms")
                .run(context -> {
                    Health away = await(context, health -> !health.getStatus().equals(Status.UP));
                    assertThat(away.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
                    assertThat(away.getDetails()).containsOnlyKeys("lastHeard", "error", "reason");
                    assertThat(away.getDetails().get("error").toString()).contains("The connection is refused");

                    refused.set(false);
                    Health back = await(context, health -> health.getStatus().equals(Status.UP));
                    assertThat(back.getDetails()).containsOnlyKeys("lastHeard");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.springframework.boot.health", "org.springframework.boot.health.autoconfigure"})
    void isAbsentWithoutTheHealthModule(String hidden) {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(TiergateHealthAutoConfiguration.class, TiergateAutoConfiguration.class))
                .withPropertyValues("tiergate.store=memory")
                .withClassLoader(new FilteredClassLoader(hidden))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(TiergateHealthAutoConfiguration.class)
                        .doesNotHaveBean("tiergateHealthIndicator"));
    }

    @Test
    void isAbsentWhereTheApplicationDecidesByItself() {
        inMemory.withBean(DecisionPoint.class, () -> mock(DecisionPoint.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("tiergateHealthIndicator"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tiergate.enabled=false",
                "management.health.tiergate.enabled=false",
                "management.health.defaults.enabled=false"
            })
    void isAbsentWhereItIsSwitchedOff(String property) {
        inMemory.withPropertyValues(property)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("tiergateHealthIndicator"));
    }

    @Test
    void givesWayToAnIndicatorOfItsName() {
        HealthIndicator own = () -> Health.unknown().build();
        inMemory.withBean("tiergateHealthIndicator", HealthIndicator.class, () -> own)
                .run(context ->
                        assertThat(context.getBean("tiergateHealthIndicator")).isSameAs(own));
    }

    private static Health health(ApplicationContext context) {
        return Objects.requireNonNull(context.getBean(HealthIndicator.class).health());
    }

    private static Health await(ApplicationContext context, Predicate<Health> expected) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Health health = health(context);
        while (!expected.test(health) && System.nanoTime() < end) {
            Thread.sleep(10);
            health = health(context);
        }
        return health;
    }
}
