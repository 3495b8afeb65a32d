package io.tiergate.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The entries of the subjects that were asked about last; each is loaded by one thread, for which others wait. */
final class Entries {

    private final Cache<SubjectKey, Entry> cache;
    private final SharedLoads<SubjectKey, Entry> loads = new SharedLoads<>();

    /** For looking up, which so makes no object. */
    private final ThreadLocal<SubjectKey> lookUp =
            ThreadLocal.withInitial(() -> new SubjectKey(Tenant.DEFAULT, Subject.anonymous()));

    Entries(long maximum) {
        // No expiry and no statistics, which would cost more than the check. No thread of the host's pools either.
        cache = Caffeine.newBuilder()
                .maximumSize(maximum)
                .executor(Runnable::run)
                .build();
    }

    @Nullable
    Entry find(Tenant tenant, Subject subject) {
        return cache.getIfPresent(lookUp.get().become(tenant, subject));
    }

    /**
     * The entry that a thread is loading now, or else the one that this thread loads.
     *
     * @return null if there is none to be had
     */
    @Nullable
    Entry load(Tenant tenant, Subject subject, Supplier<@Nullable Entry> load) {
        SubjectKey key = new SubjectKey(tenant, subject);
        return loads.load(key, () -> {
            Entry loaded = load.get();
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
