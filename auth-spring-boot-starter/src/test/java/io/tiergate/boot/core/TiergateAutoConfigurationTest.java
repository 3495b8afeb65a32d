package io.tiergate.boot.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.change.ChangeSet;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.security.Access;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class TiergateAutoConfigurationTest {

    private static final Subject ALICE = Subject.user("alice");

    private final ApplicationContextRunner withoutStore =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(TiergateAutoConfiguration.class));
    private final ApplicationContextRunner inMemory = withoutStore.withPropertyValues("tiergate.store=memory");

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void decidesAndAdministersInMemory() {
        inMemory.run(context -> {
            assertThat(context).hasSingleBean(MemoryStore.class).hasSingleBean(CachedDecisionPoint.class);
            Administration administration = context.getBean(Administration.class);
            administration.permissions().define("entry", "");
            administration.grants().grant(Grant.allow(ALICE, "entry"));

            assertThat(context.getBean(DecisionPoint.class)
                            .check(new AccessRequest(Tenant.DEFAULT, ALICE, "entry"))
                            .allowed())
                    .isTrue();
        });
    }

    @Test
    void failsWithoutAStoreAndNamesBothRemedies() {
        withoutStore.run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new NoStoreFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis).isNotNull();
            assertThat(analysis.getDescription()).startsWith("Tiergate has no store.");
            assertThat(analysis.getAction())
                    .contains("spring-boot-starter-data-jpa")
                    .contains("tiergate.store=memory");
        });
    }

    @Test
    void isOffWhenSwitchedOff() {
        inMemory.withPropertyValues("tiergate.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(Store.class)
                        .doesNotHaveBean(DecisionPoint.class)
                        .doesNotHaveBean(Administration.class)
                        .doesNotHaveBean(Access.class));
    }

    @Test
    void backsOffForTheHostsOwnStore() {
        withoutStore
                .withBean("own", Store.class, MemoryStore::new)
                .run(context -> assertThat(context).hasSingleBean(Store.class).hasBean("own"));
        inMemory.withBean("own", Store.class, MemoryStore::new)
                .run(context -> assertThat(context).hasSingleBean(Store.class).hasBean("own"));
    }

    @Test
    void backsOffForTheHostsOwnDecisionPointAndAdministration() {
        DecisionPoint decisions = mock();
        inMemory.withBean(DecisionPoint.class, () -> decisions)
                .run(context -> assertThat(context).getBean(DecisionPoint.class).isSameAs(decisions));
        Administration own = Administration.of(new MemoryStore(), decisions, Clock.systemUTC(), () -> null);
        inMemory.withBean(Administration.class, () -> own)
                .run(context ->
                        assertThat(context).getBean(Administration.class).isSameAs(own));
    }

    @Test
    void worksInTheConfiguredTenant() {
        inMemory.withPropertyValues("tiergate.tenant=acme").run(context -> {
            assertThat(context.getBean(Administration.class).tenant()).isEqualTo(Tenant.of("acme"));
            assertThat(context.getBean(Access.class).tenant()).isEqualTo(Tenant.of("acme"));
        });
    }

    @Test
    void refusesATenantThatCannotBeOne() {
        inMemory.withPropertyValues("tiergate.tenant=a tenant")
                .run(context ->
                        assertThat(context).getFailure().hasStackTraceContaining("'a tenant' is not a tenant key"));
    }

    @Test
    void takesTheTimeFromTheHostsClockAndPublishesNone() {
        inMemory.run(context -> assertThat(context).doesNotHaveBean(Clock.class));
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        inMemory.withBean(Clock.class, () -> Clock.fixed(now, ZoneOffset.UTC)).run(context -> {
            Administration administration = context.getBean(Administration.class);
            administration.permissions().define(Map.of("past", "", "present", ""));
            administration.grants().grant(Grant.allow(Group.EVERYONE, "past").until(now));
            administration.grants().grant(Grant.allow(Group.EVERYONE, "present").from(now));

            Access access = context.getBean(Access.class);
            assertThat(access.check("past").code()).isEqualTo(Code.NOT_GRANTED);
            assertThat(access.check("present").code()).isEqualTo(Code.GRANTED);
            assertThat(administration.changesAfter(0, 1).get(0).at()).isEqualTo(now);
        });
    }

    @Test
    void notesTheCurrentUserAsActor() {
        inMemory.run(context -> {
            Administration administration = context.getBean(Administration.class);
            administration.permissions().define("nobody", "");
            SecurityContextHolder.getContext()
                    .setAuthentication(new TestingAuthenticationToken("alice", "", "ROLE_ADMIN"));
            administration.permissions().define("somebody", "");

            assertThat(administration.changesAfter(0, 10))
                    .extracting(ChangeSet::actor)
                    .containsExactly(null, ALICE);
        });
    }

    @Test
    void namesItsBeansByItsPrefix() {
        inMemory.run(context -> assertThat(context.getBeanNamesForType(Object.class))
                .filteredOn(name -> context.getType(name).getName().startsWith("io.tiergate."))
                .allMatch(name -> name.startsWith("tiergate") || name.startsWith("io.tiergate.")));
    }
}
