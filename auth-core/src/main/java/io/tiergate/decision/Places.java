package io.tiergate.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tiergate.Resource;
import io.tiergate.Tenant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The places of the resources that were asked about last, and what is granted on these and on those above them. */
final class Places {

    private final Cache<ResourceKey, Place> cache;
    private final Cache<Long, GrantsThere> grants;
    private final SharedLoads<ResourceKey, Place> loads = new SharedLoads<>();

    /** For looking up, which so makes no object. */
    private final ThreadLocal<ResourceKey> lookUp =
            ThreadLocal.withInitial(() -> new ResourceKey(Tenant.DEFAULT, Resource.of("none", "none")));

    Places(long maximum) {
        cache = Caffeine.newBuilder()
                .maximumSize(maximum)
                .executor(Runnable::run)
                .build();
        // Those that go are kept by the places that need them.
        grants = Caffeine.newBuilder()
                .maximumSize(maximum)
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    Place find(Tenant tenant, Resource resource) {
        return cache.getIfPresent(lookUp.get().become(tenant, resource));
    }

    /** What was granted last on the resource of that key, as far as it is known. */
    @Nullable
    GrantsThere grantsOn(long resourceId) {
        return grants.getIfPresent(resourceId);
    }

    void keep(Tenant tenant, Resource resource, Place place) {
        cache.put(new ResourceKey(tenant, resource), place);
    }

    void keep(long resourceId, GrantsThere there) {
        grants.put(resourceId, there);
    }

    /**
     * The place that a thread is loading now, or else the one that this thread loads.
     *
     * @param load gives null if there is none to be had: others that wait for it so get none either, as a resource may be
     *     registered at any time, of which nobody is told
     */
    @Nullable
    Place load(Tenant tenant, Resource resource, Supplier<@Nullable Place> load) {
        ResourceKey key = new ResourceKey(tenant, resource);
        return loads.load(key, () -> {
            Place loaded = load.get();
            if (loaded != null) {
                cache.put(key, loaded);
            }
            return loaded;
        });
    }

    long size() {
        cache.cleanUp();
        return cache.estimatedSize();
    }
}
