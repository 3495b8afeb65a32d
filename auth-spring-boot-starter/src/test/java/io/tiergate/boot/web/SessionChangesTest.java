package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tiergate.Demand;
import io.tiergate.Revision;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class SessionChangesTest {

    private static final long SHARED = 1;
    private static final long ACME = 5;
    private static final long OTHER = 6;
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final Duration ALLOWED = Duration.ofSeconds(30);

    private final SessionChanges changes = at(NOW);
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpSession session = new MockHttpSession();

    private static SessionChanges at(Instant now) {
        return new SessionChanges(Clock.fixed(now, ZoneOffset.UTC), () -> ALLOWED);
    }

    private static void serve(HttpServletRequest request) {
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    }

    private void serveWithSession() {
        request.setSession(session);
        serve(request);
    }

    private Demand demanded() {
        return Objects.requireNonNull(changes.demand());
    }

    @AfterEach
    void done() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void aSessionThatHasChangedNothingDemandsNothing() {
        serveWithSession();
        assertThat(changes.demand()).isNull();
        assertThat(session.getAttributeNames().hasMoreElements()).isFalse();
    }

    @Test
    void whatASessionHasCommittedIsDemanded() {
        serveWithSession();
        changes.committed(ACME, 8);

        assertThat(demanded().isMetBy(ACME, new Revision(7, 3))).isFalse();
        assertThat(demanded().isMetBy(ACME, new Revision(8, 0))).isTrue();
        assertThat(demanded().isMetBy(ACME, new Revision(9, 0))).isTrue();
    }

    @Test
    void eachTenantHasItsOwnRevision() {
        serveWithSession();
        changes.committed(ACME, 8);
        changes.committed(OTHER, 3);

        assertThat(demanded().isMetBy(ACME, new Revision(7, 0))).isFalse();
        assertThat(demanded().isMetBy(ACME, new Revision(8, 0))).isTrue();
        assertThat(demanded().isMetBy(OTHER, new Revision(2, 0))).isFalse();
        assertThat(demanded().isMetBy(OTHER, new Revision(3, 0))).isTrue();
        assertThat(demanded().isMetBy(7, new Revision(0, 0))).isTrue();
    }

    @Test
    void theSharedRevisionIsDemandedOfEveryTenant() {
        serveWithSession();
        changes.committed(SHARED, 4);

        assertThat(demanded().isMetBy(ACME, new Revision(100, 3))).isFalse();
        assertThat(demanded().isMetBy(ACME, new Revision(0, 4))).isTrue();
    }

    @Test
    void theGreatestRevisionIsRemembered() {
        serveWithSession();
        changes.committed(ACME, 8);
        changes.committed(ACME, 7);

        assertThat(demanded().isMetBy(ACME, new Revision(7, 0))).isFalse();
    }

    @Test
    void theAttributeIsReplacedByAnotherText() {
        serveWithSession();
        changes.committed(ACME, 8);
        Object first = session.getAttribute(SessionChanges.ATTRIBUTE);
        changes.committed(ACME, 9);

        assertThat(first).isInstanceOf(String.class);
        assertThat(session.getAttribute(SessionChanges.ATTRIBUTE)).isNotEqualTo(first);
    }

    @Test
    void noSessionIsBegun() {
        serve(request);
        changes.committed(ACME, 8);

        assertThat(changes.demand()).isNull();
        assertThat(request.getSession(false)).isNull();
    }

    @Test
    void aThreadWithoutARequestHasNothing() {
        changes.committed(ACME, 8);
        assertThat(changes.demand()).isNull();
    }

    @Test
    void aThreadThatOutlivesItsRequestHasNothing() {
        HttpServletRequest over = mock();
        when(over.getSession(anyBoolean())).thenThrow(new IllegalStateException("recycled"));
        serve(over);

        changes.committed(ACME, 8);
        assertThat(changes.demand()).isNull();
    }

    @Test
    void aSessionThatHasEndedHasNothing() {
        serve(request);
        HttpServletRequest ended = mock();
        when(ended.getSession(false)).thenReturn(session);
        session.invalidate();
        serve(ended);

        assertThatCode(() -> changes.committed(ACME, 8)).doesNotThrowAnyException();
        assertThat(changes.demand()).isNull();
    }

    @Test
    void aSessionThatCannotBeWrittenDoesNotFailTheCommit() {
        request.setSession(new MockHttpSession() {
            @Override
            public void setAttribute(String name, Object value) {
                throw new UnsupportedOperationException("The store of sessions is away");
            }
        });
        serve(request);

        assertThatCode(() -> changes.committed(ACME, 8)).doesNotThrowAnyException();
    }

    @Test
    void itIsForgottenAfterTwiceTheAllowedStaleness() {
        serveWithSession();
        changes.committed(ACME, 8);

        Instant until = NOW.plus(ALLOWED).plus(ALLOWED);
        assertThat(at(until.minusMillis(1)).demand()).isNotNull();
        assertThat(at(until).demand()).isNull();
        at(until).committed(OTHER, 3);
        assertThat(Objects.requireNonNull(at(until).demand()).isMetBy(ACME, new Revision(0, 0)))
                .isTrue();
    }

    @Test
    void theHundredTenantsThatWereChangedLastAreRemembered() {
        serveWithSession();
        for (long id = 1000; id < 1000 + RememberedRevisions.MOST_TENANTS; id++) {
            changes.committed(id, 8);
        }
        changes.committed(1000, 9);
        changes.committed(ACME, 8);

        Revision none = new Revision(0, 0);
        assertThat(demanded().isMetBy(1000, none)).isFalse();
        assertThat(demanded().isMetBy(1001, none)).isTrue();
        assertThat(demanded().isMetBy(1002, none)).isFalse();
        assertThat(demanded().isMetBy(ACME, none)).isFalse();
    }

    @Test
    void anAttributeThatIsNotOursIsNothingAndIsReplaced() {
        serveWithSession();
        for (Object foreign : new Object[] {"", "x", "1;2", "99999999999999;2", "99999999999999;2=x", ";;", 7}) {
            session.setAttribute(SessionChanges.ATTRIBUTE, foreign);
            assertThat(changes.demand()).isNull();
            changes.committed(ACME, 8);
            assertThat(demanded().isMetBy(ACME, new Revision(7, 0))).isFalse();
        }
    }

    @Test
    void aDemandSaysWhatItIsInTheMessageOfAFailure() {
        serveWithSession();
        changes.committed(ACME, 8);
        assertThat(demanded()).hasToString("{5=8}, which the session has committed (by the store's keys of tenants)");
    }
}
