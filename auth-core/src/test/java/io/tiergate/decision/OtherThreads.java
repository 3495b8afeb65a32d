package io.tiergate.decision;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads beside the one of a test, and how a test waits for them. */
final class OtherThreads implements AutoCloseable {

    private final ExecutorService executor = Executors.newCachedThreadPool();

    <T> Future<T> submit(Callable<T> work) {
        return executor.submit(work);
    }

    Future<?> submit(Runnable work) {
        return executor.submit(work);
    }

    /** What another thread answers. */
    <T> T elsewhere(Callable<T> work) {
        try {
            return executor.submit(work).get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
