package io.tiergate.schema;

import io.tiergate.testing.FreshDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;

/** Nodes of an application that start at the same moment, each with a pool of its own. */
final class Nodes {

    static final int COUNT = 4;

    private Nodes() {}

    /** What each of them answers. */
    static List<Integer> start(FreshDatabase database, ToIntFunction<DataSource> node) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(COUNT);
        try {
            CountDownLatch ready = new CountDownLatch(COUNT);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < COUNT; i++) {
                DataSource dataSource = database.dataSource();
                answers.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return node.applyAsInt(dataSource);
                }));
            }
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                results.add(answer.get());
            }
            return results;
        } catch (ExecutionException failure) {
            throw new AssertionError("a node failed", failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
