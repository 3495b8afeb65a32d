package io.tiergate.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The entries of the subjects that were asked about last; each is loaded by one thread, for which others wait. */
final class Entries {

    /** Whoever waits may hold a connection that the loading thread needs: it does not wait for long. */
    private static final long PATIENCE_MILLIS = 1_000;

    private final Cache<SubjectKey, Entry> cache;
    private final ConcurrentMap<SubjectKey, CompletableFuture<@Nullable Entry>> loading = new ConcurrentHashMap<>();

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
        CompletableFuture<@Nullable Entry> own = new CompletableFuture<>();
        CompletableFuture<@Nullable Entry> others = loading.putIfAbsent(key, own);
        if (others != null) {
            return await(others);
        }
        try {
            Entry loaded = load.get();
            if (loaded != null) {
                cache.put(key, loaded);
            }
            own.complete(loaded);
            return loaded;
        } catch (Throwable failure) {
            own.completeExceptionally(failure);
            throw failure;
        } finally {
            loading.remove(key, own);
        }
    }

    long size() {
        cache.cleanUp();
        return cache.estimatedSize();
    }

    private static @Nullable Entry await(CompletableFuture<@Nullable Entry> others) {
        try {
            return others.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        } catch (ExecutionException failed) {
            // In its own transaction, which may be broken. This thread asks for itself.
            return null;
        }
    }
}
