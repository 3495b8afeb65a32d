package io.tiergate.security;

import io.tiergate.Decision;
import io.tiergate.PermissionHandle;
import io.tiergate.Resource;
import io.tiergate.SubjectAccess;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** One permission, everywhere or on a resource. */
final class NeededPermission implements Condition {

    private final String name;
    private final @Nullable BoundResource on;

    // Both replaced as a whole by any thread: what a race hands over has final fields only, so that all of it is seen.
    private @Nullable KeptHandle handle;
    private @Nullable PermissionDecision granted;

    NeededPermission(String name, @Nullable BoundResource on) {
        this.name = name;
        this.on = on;
    }

    @Override
    public PermissionDecision decide(
            Asking asking,
            @Nullable Authentication authentication,
            @Nullable SubjectAccess riding,
            @Nullable MethodInvocation call) {
        KeptHandle kept = handle;
        if (kept == null || !asking.made(kept)) {
            kept = asking.keep(name);
            handle = kept;
        }
        if (on != null) {
            return decideOn(on, asking, authentication, riding, kept.handle(), call);
        }
        Decision decision =
                riding == null ? asking.decide(authentication, name, null) : asking.decide(riding, kept.handle(), null);
        if (!decision.allowed()) {
            return new PermissionDecision(name, decision);
        }
        PermissionDecision last = granted;
        if (last == null || !last.isOf(decision)) {
            last = new PermissionDecision(name, decision);
            granted = last;
        }
        return last;
    }

    private PermissionDecision decideOn(
            BoundResource bound,
            Asking asking,
            @Nullable Authentication authentication,
            @Nullable SubjectAccess riding,
            PermissionHandle permission,
            @Nullable MethodInvocation call) {
        if (call == null) {
            throw new IllegalStateException("The arguments of a call are needed to know the resource of " + this);
        }
        String resource = bound.in(call.getArguments());
        Resource asked = RequestedResource.usable(resource);
        return riding == null || asked == null
                ? asking.decideOn(authentication, name, resource)
                : new PermissionDecision(name, resource, asking.decide(riding, permission, asked));
    }

    @Override
    public boolean needsArguments() {
        return on != null;
    }

    @Override
    public boolean isMetBy(Predicate<String> held) {
        return on == null && held.test(name);
    }

    @Override
    public void forEachPermission(Consumer<String> permissions) {
        permissions.accept(name);
    }

    /** By what is needed, so that the same is not asked twice. */
    @Override
    public boolean equals(Object other) {
        return other instanceof NeededPermission that && name.equals(that.name) && Objects.equals(on, that.on);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return on == null ? name : name + " on " + on;
    }
}
