package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.security.Access;
import io.tiergate.security.OwnChanges;
import io.tiergate.store.ChangeLog;
import io.tiergate.store.Store;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** Who remembers own changes, and when nobody does. */
class OwnChangesTest {

    private static final AutoConfigurations CONFIGURATIONS =
            AutoConfigurations.of(TiergateAutoConfiguration.class, TiergateWebAutoConfiguration.class);

    private final ChangeLog log = mock();
    private final Store store = mock();
    private final DecisionPoint decisions = mock();
    private final OwnChanges own = mock();
    private final WebApplicationContextRunner web = new WebApplicationContextRunner()
            .withConfiguration(CONFIGURATIONS)
            .withBean(Store.class, () -> store)
            .withBean(DecisionPoint.class, () -> decisions);

    OwnChangesTest() {
        when(store.changes()).thenReturn(log);
        when(store.isShared()).thenReturn(true);
    }

    @Test
    void theSessionRemembersThemInAServletApplication() {
        web.run(context -> {
            ArgumentCaptor<ChangeLog.CommitListener> listener = ArgumentCaptor.captor();
            verify(log).onCommit(listener.capture());
            assertThat(context)
                    .hasSingleBean(OwnChanges.class)
                    .getBean(OwnChanges.class)
                    .isInstanceOf(WebEnforcement.class);
        });
    }

    @Test
    void theApplicationsOwnWayTakesThePlaceOfTheSession() {
        Revision demanded = new Revision(8, 1);
        when(own.demand()).thenReturn(demanded);
        web.withBean("own", OwnChanges.class, () -> own).run(context -> {
            ArgumentCaptor<ChangeLog.CommitListener> listener = ArgumentCaptor.captor();
            verify(log).onCommit(listener.capture());
            listener.getValue().committed(5, 8);
            verify(own).committed(5, 8);

            context.getBean(Access.class).explain("entry");
            verify(decisions)
                    .explain(new AccessRequest(Tenant.DEFAULT, Subject.anonymous(), "entry").atLeast(demanded));
        });
    }

    @Test
    void nobodyIsToldWhereItIsSwitchedOff() {
        web.withPropertyValues("tiergate.session.remember-revision=false")
                .run(context -> verify(log, never()).onCommit(any()));
    }

    @Test
    void nobodyIsToldWhereNobodyElseChangesTheStore() {
        when(store.isShared()).thenReturn(false);
        web.run(context -> verify(log, never()).onCommit(any()));
    }

    @Test
    void nobodyIsToldWithoutServlets() {
        new ApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withBean(Store.class, () -> store)
                .withBean(DecisionPoint.class, () -> decisions)
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(OwnChanges.class);
                    verify(log, never()).onCommit(any());
                });
    }
}
