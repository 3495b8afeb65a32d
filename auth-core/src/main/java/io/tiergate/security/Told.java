package io.tiergate.security;

import io.tiergate.Decision;
import io.tiergate.DecisionUnavailableException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;

/** Those who hear of what is decided: nobody, as a rule. One of them that fails is no reason for another answer. */
final class Told {

    static final Told NOBODY = new Told(List.of(), null, false);

    private static final Log LOG = LogFactory.getLog(AccessListener.class);

    private final List<AccessListener> listeners;
    private final @Nullable AuthorizationEventPublisher events;
    /** Whether decisions are made that will be made again, of which only failures are told. */
    private final boolean quiet;
    /** Whether decisions are told at all: one field, since each check asks. */
    private final boolean telling;

    private Told(List<AccessListener> listeners, @Nullable AuthorizationEventPublisher events, boolean quiet) {
        this.listeners = listeners;
        this.events = events;
        this.quiet = quiet;
        this.telling = !quiet && !listeners.isEmpty();
    }

    Told and(AccessListener listener) {
        return new Told(Stream.concat(listeners.stream(), Stream.of(listener)).toList(), events, quiet);
    }

    Told by(AuthorizationEventPublisher publisher) {
        return new Told(listeners, publisher, quiet);
    }

    /** Of decisions that will be made again. */
    Told ahead() {
        return telling ? new Told(listeners, events, true) : this;
    }

    void decided(String permission, Decision decision) {
        if (telling) {
            tell(listener -> listener.decided(permission, decision));
        }
    }

    void undecided(String permission, DecisionUnavailableException failure) {
        tell(listener -> listener.undecided(permission, failure));
    }

    void denied(PermissionDecision result, @Nullable Authentication authentication) {
        result.told();
        tell(listener -> listener.denied(result, authentication));
    }

    void published(AuthorizationResult result, @Nullable Authentication authentication, Object secured) {
        // Without an authentication there is no event, as with Spring Security itself.
        if (events != null && authentication != null) {
            events.publishAuthorizationEvent(() -> authentication, secured, result);
        }
    }

    /** That somebody is not let in. */
    void turnedAway(AuthorizationResult result, @Nullable Authentication authentication, Object secured) {
        published(result, authentication, secured);
        if (result instanceof PermissionDecision decision) {
            denied(decision, authentication);
        }
    }

    private void tell(Consumer<AccessListener> news) {
        for (AccessListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException failure) {
                LOG.warn(listener.getClass().getName() + " failed to take note of a decision, which stands", failure);
            }
        }
    }
}
