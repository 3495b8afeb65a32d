package io.tiergate.benchmarks.lists;

import io.tiergate.DecisionPoint;
import io.tiergate.Resource;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.admin.ResourceAdministration;
import io.tiergate.benchmarks.database.Documents;
import io.tiergate.store.Store;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What changes of the tree take: a leaf, a branch of about ten thousand, and several who move at once. */
final class Moving {

    private static final int MOVERS = 4;

    private final ResourceAdministration resources;
    private final int documents;
    private final int runs;

    Moving(Store store, DecisionPoint decisions, int documents, int runs) {
        this.resources = Administration.of(store, decisions, Clock.systemUTC(), () -> null)
                .resources();
        this.documents = documents;
        this.runs = runs;
    }

    List<String> measure(TestDatabase database) {
        Documents.Tree tree = new Documents(documents).tree();
        long[] leaves = new long[runs];
        for (int i = -3; i < runs; i++) {
            NewResource leaf =
                    new NewResource(Resource.of(Documents.TYPE, "new" + i), tree.level(3, i + 3), null, null);
            long start = System.nanoTime();
            resources.register(leaf);
            if (i >= 0) {
                leaves[i] = System.nanoTime() - start;
            }
        }
        Resource branch = Resource.of("folder", "branch");
        resources.register(branch);
        int size = 1;
        for (int i = 0; size < 10_000 && i < tree.size(1); i++) {
            resources.move(tree.level(1, i), branch);
            size += tree.in(1, i);
        }
        long[] moves = new long[5];
        for (int i = 0; i < moves.length; i++) {
            long start = System.nanoTime();
            resources.move(branch, tree.level(0, tree.size(0) - 1 - i % 2));
            moves[i] = System.nanoTime() - start;
        }
        int rounds = Math.max(2, runs / 4);
        long together = together(tree, rounds);
        return List.of(String.format(
                Locale.ROOT,
                "%n%s, %,d documents. A leaf: %,d µs. A branch of %,d moved: %,d ms. %d movers at once, each of folders of its"
                        + " own: %,d moves a second.",
                database.vendor(),
                documents,
                OneByOne.median(leaves) / 1_000,
                size,
                OneByOne.median(moves) / 1_000_000,
                MOVERS,
                MOVERS * rounds * 1_000L / Math.max(1, together)));
    }

    private long together(Documents.Tree tree, int rounds) {
        ExecutorService movers = Executors.newFixedThreadPool(MOVERS);
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int m = 0; m < MOVERS; m++) {
                int mover = m;
                all.add(() -> {
                    for (int i = 0; i < rounds; i++) {
                        Resource folder = tree.level(3, tree.size(3) - 1 - mover * rounds - i);
                        resources.move(folder, tree.level(2, tree.size(2) / 2 + mover));
                    }
                    return null;
                });
            }
            long start = System.nanoTime();
            for (Future<Void> each : movers.invokeAll(all)) {
                each.get();
            }
            return (System.nanoTime() - start) / 1_000_000;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } finally {
            movers.shutdown();
        }
    }
}
