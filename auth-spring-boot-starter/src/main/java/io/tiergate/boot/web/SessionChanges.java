package io.tiergate.boot.web;

import io.tiergate.Demand;
import io.tiergate.security.OwnChanges;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.WebUtils;

/**
 * Remembers what a user has changed in their session, if they have one. A thread that serves no request has none, and a
 * session is never begun for it.
 *
 * <p>It is remembered for twice the allowed staleness. A node that still answers after once that time has heard of the change by
 * itself; the second half is for clocks that differ. So a revision that is lost, with a database that was restored from a
 * backup, shuts no session out for longer.
 */
final class SessionChanges implements OwnChanges {

    static final String ATTRIBUTE = "io.tiergate.revisions";

    private static final Log LOG = LogFactory.getLog(SessionChanges.class);

    private final Clock clock;
    private final Supplier<Duration> allowedStaleness;

    SessionChanges(Clock clock, Supplier<Duration> allowedStaleness) {
        this.clock = clock;
        this.allowedStaleness = allowedStaleness;
    }

    @Override
    public void committed(long tenantId, long revision) {
        try {
            HttpSession session = currentSession();
            if (session != null) {
                remember(session, tenantId, revision);
            }
        } catch (RuntimeException failure) {
            LOG.warn(
                    "A change of permissions is not remembered in the session of the user. Other instances of the"
                            + " application show it to them when they have heard of it.",
                    failure);
        }
    }

    @Override
    public @Nullable Demand demand() {
        HttpSession session = currentSession();
        Object attribute = session == null ? null : attribute(session);
        return attribute == null ? null : RememberedRevisions.of(attribute, clock.instant());
    }

    private void remember(HttpSession session, long tenantId, long revision) {
        Instant now = clock.instant();
        Instant until = now.plus(allowedStaleness.get().multipliedBy(2));
        // Requests of one session may change something at once.
        synchronized (WebUtils.getSessionMutex(session)) {
            RememberedRevisions before = RememberedRevisions.of(session.getAttribute(ATTRIBUTE), now);
            session.setAttribute(
                    ATTRIBUTE,
                    RememberedRevisions.with(before, tenantId, revision, until).text());
        }
    }

    private static @Nullable Object attribute(HttpSession session) {
        try {
            return session.getAttribute(ATTRIBUTE);
        } catch (IllegalStateException ended) {
            return null;
        }
    }

    private static @Nullable HttpSession currentSession() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        try {
            return attributes.getRequest().getSession(false);
        } catch (IllegalStateException over) {
            // A thread that has outlived its request.
            return null;
        }
    }
}
