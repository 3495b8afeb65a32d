package io.tiergate.security;

import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.Resource;
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
 * everywhere? With a target, {@code hasPermission(invoice, 'invoice.approve')} or {@code hasPermission(#id, 'invoice',
 * 'invoice.approve')}, it answers about that resource.
 *
 * <p>What is no resource, is of a type that nobody has declared, or has an id that cannot be one, and a permission that is not
 * text, are answered with false; with a warning, once for each type, where that is a mistake of the application's. If Tiergate
 * cannot know, the {@link io.tiergate.DecisionUnavailableException} reaches the caller.
 */
public final class TiergatePermissionEvaluator implements PermissionEvaluator {

    /** Types may come from requests: past this many no more are remembered, and none is logged. */
    private static final int MAX_WARNINGS = 100;

    private static final Log LOG = LogFactory.getLog(TiergatePermissionEvaluator.class);

    private final Supplier<Access> access;
    private final Supplier<ResourceResolver> resources;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /**
     * With {@link ResourceResolver#standard()}.
     *
     * @param access asked for at the first question, so that nothing of it need exist before
     */
    public TiergatePermissionEvaluator(Supplier<Access> access) {
        this(access, ResourceResolver::standard);
    }

    /** @param resources asked for at the first question about an object */
    public TiergatePermissionEvaluator(Supplier<Access> access, Supplier<ResourceResolver> resources) {
        this.access = SingletonSupplier.of(access);
        this.resources = SingletonSupplier.of(resources);
    }

    @Override
    public boolean hasPermission(
            @Nullable Authentication authentication, @Nullable Object target, @Nullable Object permission) {
        String name = name(permission);
        if (name == null) {
            return false;
        }
        if (target == null) {
            return access.get().asking().decide(authentication, name, null).allowed();
        }
        Resource resource = resources.get().resolve(target);
        if (resource == null) {
            warnOnce(
                    target.getClass().getName(),
                    "hasPermission was asked about an object of the class %s, which is no resource, and answers false. Let the"
                            + " class implement HasResource, or publish a ResourceResolver bean.");
            return false;
        }
        return answer(access.get().asking().decide(authentication, name, resource), resource.type());
    }

    @Override
    public boolean hasPermission(
            @Nullable Authentication authentication,
            @Nullable Serializable targetId,
            @Nullable String targetType,
            @Nullable Object permission) {
        String name = name(permission);
        if (name == null) {
            return false;
        }
        String resource = targetId == null || targetType == null ? null : targetType + ":" + targetId;
        Decision decision =
                access.get().asking().decideOn(authentication, name, resource).decision();
        return answer(decision, String.valueOf(targetType));
    }

    private boolean answer(Decision decision, String type) {
        if (decision.code() == Code.UNKNOWN_RESOURCE_TYPE || type.equals("null")) {
            warnOnce(
                    type,
                    "hasPermission was asked about a target of the type %s, which is not a declared resource type, and answers"
                            + " false. Declare it with administration.resourceTypes(), or ask about everywhere with"
                            + " hasPermission(null, 'invoice.approve').");
        }
        return decision.allowed();
    }

    /** Null if it is not text, which is said. */
    private @Nullable String name(@Nullable Object permission) {
        if (permission instanceof CharSequence name) {
            return name.toString();
        }
        warnOnce(
                permission == null ? "null" : permission.getClass().getName(),
                "hasPermission was given a permission that is not text but %s, and answers false. Give its name, for"
                        + " example hasPermission(null, 'invoice.approve').");
        return null;
    }

    private void warnOnce(String what, String message) {
        String shown = "'" + what.substring(0, Math.min(what.length(), 200)).replaceAll("\\p{Cntrl}", "?") + "'";
        if (warned.size() < MAX_WARNINGS && warned.add(shown)) {
            LOG.warn(String.format(message, shown));
        }
    }
}
