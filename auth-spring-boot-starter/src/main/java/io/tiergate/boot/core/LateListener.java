package io.tiergate.boot.core;

import io.tiergate.Decision;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.security.AccessListener;
import io.tiergate.security.PermissionDecision;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.util.function.SingletonSupplier;

/** A listener that is a bean, found when there is something to tell: it may need what it listens to. */
final class LateListener implements AccessListener {

    private final SingletonSupplier<AccessListener> listener;

    LateListener(Supplier<AccessListener> listener) {
        this.listener = SingletonSupplier.of(listener);
    }

    @Override
    public void decided(String permission, Decision decision) {
        listener.obtain().decided(permission, decision);
    }

    @Override
    public void undecided(String permission, DecisionUnavailableException failure) {
        listener.obtain().undecided(permission, failure);
    }

    @Override
    public void denied(PermissionDecision result, @Nullable Authentication authentication) {
        listener.obtain().denied(result, authentication);
    }
}
