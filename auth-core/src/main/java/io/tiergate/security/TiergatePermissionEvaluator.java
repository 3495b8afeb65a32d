package io.tiergate.security;

import java.io.Serializable;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.core.Authentication;
import org.springframework.util.function.SingletonSupplier;

/**
 * Answers {@code hasPermission(null, 'invoice.approve')} in Spring Security's expressions: is the permission allowed
 * everywhere?
 *
 * <p>Types of resources cannot be declared yet, so every question about a target is about an unknown type, and its answer
 * is false, with one warning for each type. So is that of a permission that is not text. If Tiergate cannot know, the
 * {@link io.tiergate.DecisionUnavailableException} reaches the caller.
 */
public final class TiergatePermissionEvaluator implements PermissionEvaluator {

    /** Types may come from requests: past this many no more are remembered, and none is logged. */
    private static final int MAX_WARNINGS = 100;

    private static final Log LOG = LogFactory.getLog(TiergatePermissionEvaluator.class);

    private final Supplier<Access> access;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** @param access asked for at the first question, so that nothing of it need exist before */
    public TiergatePermissionEvaluator(Supplier<Access> access) {
        this.access = SingletonSupplier.of(access);
    }

    @Override
    public boolean hasPermission(
            @Nullable Authentication authentication, @Nullable Object target, @Nullable Object permission) {
        if (target != null) {
            return unknownType(target.getClass().getName());
        }
        if (permission instanceof CharSequence name) {
            return access.get().decide(authentication, name.toString()).allowed();
        }
        warnOnce(
                permission == null ? "null" : permission.getClass().getName(),
                "hasPermission was given a permission that is not text but %s, and answers false. Give its name, for"
                        + " example hasPermission(null, 'invoice.approve').");
        return false;
    }

    @Override
    public boolean hasPermission(
            @Nullable Authentication authentication,
            @Nullable Serializable targetId,
            @Nullable String targetType,
            @Nullable Object permission) {
        return unknownType(targetType == null ? "null" : targetType);
    }

    private boolean unknownType(String type) {
        warnOnce(
                type,
                "hasPermission was asked about a target of the type %s, which is not a declared resource type, and answers"
                        + " false. Ask about everywhere with hasPermission(null, 'invoice.approve').");
        return false;
    }

    private void warnOnce(String what, String message) {
        String shown = "'" + what.substring(0, Math.min(what.length(), 200)).replaceAll("\\p{Cntrl}", "?") + "'";
        if (warned.size() < MAX_WARNINGS && warned.add(shown)) {
            LOG.warn(String.format(message, shown));
        }
    }
}
