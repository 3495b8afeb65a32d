package io.tiergate.decision;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads that one thread makes for all that want the same at that time. */
final class SharedLoads<K, V> {

    /** Whoever waits for another thread may hold a connection that this one needs: it does not wait for long. */
    static final long PATIENCE_MILLIS = 1_000;

    private final ConcurrentMap<K, CompletableFuture<@Nullable V>> loading = new ConcurrentHashMap<>();

    /**
     * What a thread is loading now, or else what this thread loads.
     *
     * @return null if there is none to be had, or not from the other thread: that one is slow, or has failed
     */
    @Nullable
    V load(K key, Supplier<@Nullable V> load) {
        CompletableFuture<@Nullable V> own = new CompletableFuture<>();
        CompletableFuture<@Nullable V> others = loading.putIfAbsent(key, own);
        if (others != null) {
            return await(others);
        }
        try {
            V loaded = load.get();
            own.complete(loaded);
            return loaded;
        } catch (Throwable failure) {
            own.completeExceptionally(failure);
            throw failure;
        } finally {
            loading.remove(key, own);
        }
    }

    private static <V> @Nullable V await(CompletableFuture<@Nullable V> others) {
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
