package io.tiergate.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.store.TenantTable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tenants that are kept. Where there are too many, those go that were looked up least; a check that finds its entry looks
 * up no tenant.
 */
final class Tenants {

    private final Cache<Tenant, TenantState> cache;

    /** All that may still be read by somebody, by their keys. */
    private final Map<Long, TenantState> followed = new ConcurrentHashMap<>();

    Tenants(long maximum) {
        cache = Caffeine.newBuilder()
                .maximumSize(maximum)
                .executor(Runnable::run)
                .<Tenant, TenantState>removalListener((tenant, state, cause) -> {
                    if (state != null) {
                        state.drop();
                        followed.remove(state.tenantId(), state);
                    }
                })
                .build();
    }

    /** What is kept of the tenant, or null if that is nothing. */
    @Nullable
    TenantState find(Tenant tenant) {
        TenantState state = cache.getIfPresent(tenant);
        if (state != null && state.isDropped()) {
            cache.asMap().remove(tenant, state);
            return null;
        }
        return state;
    }

    /** Keeps the state and publishes it, or gives the one that another thread has kept meanwhile. */
    TenantState keep(TenantState made) {
        made.lock().lock();
        try {
            TenantState others = cache.asMap().putIfAbsent(made.tenant(), made);
            if (others != null) {
                return others;
            }
            followed.compute(made.tenantId(), (id, before) -> {
                if (before != null) {
                    // On its way out of the cache. First, since nobody tells it of commits from then on.
                    before.drop();
                }
                return made;
            });
            if (made.isDropped()) {
                // The cache has let go of it before it was there to be forgotten.
                followed.remove(made.tenantId(), made);
            }
            // Only now: a commit suspends what it finds here, and what it does not find sees the commit when it is
            // published.
            made.publishAgain();
            return made;
        } finally {
            made.lock().unlock();
        }
    }

    @Nullable
    TenantState find(long tenantId) {
        return followed.get(tenantId);
    }

    long size() {
        cache.cleanUp();
        return cache.estimatedSize();
    }

    /** The keys of all. */
    Set<Long> ids() {
        return followed.keySet();
    }

    /** Lets no decision be made of what a commit has made old, until it was followed. */
    void suspend(long tenantId) {
        if (tenantId == TenantTable.SHARED_ID) {
            suspendAll();
        } else {
            TenantState state = followed.get(tenantId);
            if (state != null) {
                state.suspend();
            }
        }
    }

    /**
     * Lets no decision be made of what is older than that, as somebody has seen it. Also of what is on its way out of the
     * cache, where it is not found any more: entries still know it.
     *
     * @param revision of the tenant 0 if there was no such tenant, so that what is kept is older, whatever its revision
     */
    void suspendBefore(Tenant tenant, Revision revision) {
        for (TenantState state : followed.values()) {
            if (state.tenant().equals(tenant)
                    && (revision.tenant() == 0 || !state.current().revision().atLeast(revision))) {
                state.suspend();
            }
        }
    }

    void suspendAll() {
        followed.values().forEach(TenantState::suspend);
    }
}
