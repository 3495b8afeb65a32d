package io.tiergate.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.security.Access;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;

/** Which decision point is asked for the users of tests. */
class PermissionsDecisionPointRegistrarTest {

    private final ApplicationContextRunner inMemory = new ApplicationContextRunner()
            .withPropertyValues("tiergate.store=memory")
            .withConfiguration(
                    AutoConfigurations.of(TiergateAutoConfiguration.class, TiergateTestAutoConfiguration.class));

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void theOneOfTestsIsInjectedAndTheApplicationsStaysForWhoNamesItsClass() {
        inMemory.run(context -> {
            assertThat(context.getBean(DecisionPoint.class)).isInstanceOf(PermissionsDecisionPoint.class);
            assertThat(context.getBean(CachedDecisionPoint.class)).isNotNull();
        });
    }

    @Test
    void theApplicationsPrimaryOneIsWrappedToo() {
        StoreDecisionPoint primary = new StoreDecisionPoint(
                TestTiergate.inMemory().grant("alice", "x").store(), Clock.systemUTC());
        inMemory.withBean("other", DecisionPoint.class, () -> mock(DecisionPoint.class))
                .withBean("own", DecisionPoint.class, () -> primary, definition -> definition.setPrimary(true))
                .run(context -> {
                    DecisionPoint asked = context.getBean(DecisionPoint.class);
                    assertThat(asked).isInstanceOf(PermissionsDecisionPoint.class);
                    assertThat(asked.check(new AccessRequest(Tenant.DEFAULT, Subject.user("alice"), "x"))
                                    .allowed())
                            .isTrue();
                });
    }

    @Test
    void aFallbackIsWrappedWhereThereIsNoOther() {
        inMemory.withBean(
                        "own",
                        DecisionPoint.class,
                        () -> mock(DecisionPoint.class),
                        definition -> definition.setFallback(true))
                .run(context ->
                        assertThat(context.getBean(DecisionPoint.class)).isInstanceOf(PermissionsDecisionPoint.class));
    }

    @Test
    void whereTheApplicationIsAmbiguousItStaysSo() {
        inMemory.withBean("one", DecisionPoint.class, () -> mock(DecisionPoint.class))
                .withBean("two", DecisionPoint.class, () -> mock(DecisionPoint.class))
                .run(context ->
                        assertThat(context).getFailure().hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class));
    }

    @Test
    void whereTiergateIsOffThereIsNone() {
        inMemory.withPropertyValues("tiergate.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(DecisionPoint.class));
    }

    @Test
    void aStrategyOfTheApplicationSaysWhoIsCurrent() {
        SecurityContextHolderStrategy own = mock(SecurityContextHolderStrategy.class);
        when(own.getContext())
                .thenReturn(new SecurityContextImpl(TestUsers.holding("test", "clara", List.of("x"), List.of())));
        inMemory.withBean(SecurityContextHolderStrategy.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(Access.class).has("x")).isTrue());
    }

    @Test
    void withoutTheWebTheKitWorks() {
        inMemory.withClassLoader(new FilteredClassLoader("jakarta.servlet", "org.springframework.web"))
                .run(context -> {
                    SecurityContextHolder.setContext(
                            new SecurityContextImpl(TestUsers.holding("test", "clara", List.of("x"), List.of())));
                    assertThat(context.getBean(Access.class).has("x")).isTrue();
                });
    }

    @Test
    void onlySlicesOfTheWebGetTheirSettings() {
        SliceSettingsFactory factory = new SliceSettingsFactory();

        assertThat(factory.createContextCustomizer(PermissionsDecisionPointRegistrarTest.class, List.of()))
                .isNull();
        assertThat(factory.createContextCustomizer(Slice.class, List.of()))
                .as("equal, so that contexts are shared")
                .isEqualTo(factory.createContextCustomizer(Slice.class, List.of()));
    }

    @WebMvcTest
    private static class Slice {}
}
