package io.tiergate.security;

import io.tiergate.SubjectAccess;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** What must hold: one permission, or several taken together. */
sealed interface Condition permits NeededPermission, NeededTogether {

    /**
     * Decides. The result is about the permission that decided.
     *
     * @param riding what the subject may do, where that is known without a question
     * @param call null only where nothing {@linkplain #needsArguments needs its arguments}
     */
    PermissionDecision decide(
            Asking asking,
            @Nullable Authentication authentication,
            @Nullable SubjectAccess riding,
            @Nullable MethodInvocation call);

    boolean needsArguments();

    /** Whether it is enough to hold these everywhere, and nothing on a resource. */
    boolean isMetBy(Predicate<String> held);

    void forEachPermission(Consumer<String> permissions);
}
