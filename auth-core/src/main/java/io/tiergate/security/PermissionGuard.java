package io.tiergate.security;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** All that must hold before one method of a bean is called. Immutable and safe for use by many threads. */
public final class PermissionGuard {

    private final Condition condition;

    PermissionGuard(Condition condition) {
        this.condition = condition;
    }

    /** The names of the permissions, in the order in which they are asked about. */
    public Set<String> permissions() {
        Set<String> names = new LinkedHashSet<>();
        condition.forEachPermission(names::add);
        return Collections.unmodifiableSet(names);
    }

    /** Whether it is about a resource that the arguments of a call say, and so cannot be decided ahead. */
    public boolean needsArguments() {
        return condition.needsArguments();
    }

    /**
     * Whether it lets those through who hold exactly these permissions everywhere, for lists of who can do what. Nothing is
     * asked and nobody is told.
     */
    public boolean isMetBy(Predicate<String> held) {
        return condition.isMetBy(held);
    }

    /**
     * Decides before there is a call, for a caller that would turn the current user away early. The call itself is decided
     * again, so {@linkplain AccessListener listeners} hear of this only if it is denied.
     *
     * @throws IllegalStateException if the guard {@linkplain #needsArguments() needs arguments}
     * @throws io.tiergate.DecisionUnavailableException if Tiergate cannot know
     */
    public PermissionDecision decideAhead(Access access) {
        PermissionDecision result = decide(access.asking().ahead(), access.authentication(), null);
        if (!result.isGranted()) {
            access.asking().told().decided(result.permission(), result.decision());
            access.asking().told().turnedAway(result, access.authentication(), this);
        }
        return result;
    }

    /**
     * Goes on only if it holds, {@linkplain #decideAhead decided ahead}; else as {@link Access#require(String)} does.
     *
     * @throws IllegalStateException if the guard {@linkplain #needsArguments() needs arguments}
     * @throws io.tiergate.DecisionUnavailableException if Tiergate cannot know
     */
    public void requireAhead(Access access) {
        PermissionDecision result = decideAhead(access);
        if (!result.isGranted()) {
            throw TurnedAway.by(result, access.authentication());
        }
    }

    PermissionDecision decide(Access access, @Nullable Authentication authentication, @Nullable MethodInvocation call) {
        return decide(access.asking(), authentication, call);
    }

    private PermissionDecision decide(
            Asking asking, @Nullable Authentication authentication, @Nullable MethodInvocation call) {
        return condition.decide(asking, authentication, asking.riding(authentication), call);
    }

    /** For people: {@code invoice.approve}, or {@code any(p4, all(p1, p2))}. */
    @Override
    public String toString() {
        return condition.toString();
    }
}
