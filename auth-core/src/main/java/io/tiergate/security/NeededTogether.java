package io.tiergate.security;

import io.tiergate.SubjectAccess;
import io.tiergate.security.RequiresPermission.Mode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** All of the parts, or one of them. They are asked in their order, until the answer is known. */
record NeededTogether(Mode mode, List<Condition> parts) implements Condition {

    /** Without what is said twice, so that nothing is asked twice for it. */
    static Condition of(Mode mode, List<Condition> parts) {
        LinkedHashSet<Condition> different = new LinkedHashSet<>();
        for (Condition part : parts) {
            if (part instanceof NeededTogether together && together.mode == mode) {
                different.addAll(together.parts);
            } else {
                different.add(part);
            }
        }
        return different.size() == 1 ? different.iterator().next() : new NeededTogether(mode, List.copyOf(different));
    }

    NeededTogether {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("Nothing is needed, which everybody would have");
        }
    }

    @Override
    public PermissionDecision decide(
            Asking asking,
            @Nullable Authentication authentication,
            @Nullable SubjectAccess riding,
            @Nullable MethodInvocation call) {
        boolean any = mode == Mode.ANY;
        PermissionDecision first = null;
        for (Condition part : parts) {
            PermissionDecision decision = part.decide(asking, authentication, riding, call);
            if (decision.isGranted() == any) {
                return decision;
            }
            first = first == null ? decision : first;
        }
        if (first == null) {
            throw new IllegalStateException("Nothing is needed, which everybody would have");
        }
        // All are alike: the first stands for them.
        return first;
    }

    @Override
    public boolean needsArguments() {
        return parts.stream().anyMatch(Condition::needsArguments);
    }

    @Override
    public boolean isMetBy(Predicate<String> held) {
        return mode == Mode.ANY
                ? parts.stream().anyMatch(part -> part.isMetBy(held))
                : parts.stream().allMatch(part -> part.isMetBy(held));
    }

    @Override
    public void forEachPermission(Consumer<String> permissions) {
        parts.forEach(part -> part.forEachPermission(permissions));
    }

    @Override
    public String toString() {
        return parts.stream()
                .map(Condition::toString)
                .collect(Collectors.joining(", ", mode.name().toLowerCase(Locale.ROOT) + "(", ")"));
    }
}
