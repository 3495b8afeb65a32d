package io.tiergate.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.SubjectRow;
import io.tiergate.store.TenantDefinitions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads on one store. */
@Timeout(60)
class MemoryThreadsTest extends MemoryScene {

    /** Each write, every third of which fails late, takes both permissions to the same new description and one revision. */
    @Test
    void readersNeverSeeHalfAWrite() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Callable<Integer> reader = () -> {
            int loads = 0;
            for (boolean last = false; !last; loads++) {
                last = done.get();
                TenantDefinitions seen = store.decisions().definitions(Tenant.DEFAULT, View.TRANSACTION);
                assertThat(seen.permissions())
                        .extracting(PermissionRow::description)
                        .containsOnly("at " + seen.stamp().revision().tenant());
                assertThat(seen.stamp().uncommitted()).isFalse();
                store.read(() -> {
                    String one =
                            store.permissions().find(tenant.id(), read.name()).description();
                    String other =
                            store.permissions().find(tenant.id(), pay.name()).description();
                    assertThat(one).isEqualTo(other);
                    assertThat(store.subjects().list(tenant.id())).hasSize(1);
                    return true;
                });
            }
            return loads;
        };
        write(() -> describeBoth("at 1"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> readers =
                    Stream.of(1, 2, 3, 4).map(n -> threads.submit(reader)).toList();
            long revision = 1;
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
            for (int i = 0; i < 1_000 || System.nanoTime() < end; i++) {
                boolean fails = i % 3 == 0;
                long next = revision + 1;
                try {
                    write(() -> {
                        subject("passing");
                        describeBoth("at " + next);
                        store.changes().append(tenant, AUTHOR, List.of(definitional()));
                        if (fails) {
                            throw new Oops();
                        }
                        store.subjects()
                                .delete(store.subjects()
                                        .find(tenant.id(), Subject.user("passing"))
                                        .id());
                    });
                    revision = next;
                } catch (Oops expected) {
                    assertThat(fails).isTrue();
                }
            }
            done.set(true);
            for (Future<Integer> result : readers) {
                assertThat(result.get(10, TimeUnit.SECONDS)).isPositive();
            }
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void writersOfManyThreadsTakeTurns() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                String prefix = "thread" + thread + "-";
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 200; i++) {
                        String id = prefix + i;
                        write(() -> {
                            subject(id);
                            store.changes().append(tenant, AUTHOR, List.of(personal()));
                        });
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(store.subjects().list(tenant.id()))
                .hasSize(801)
                .extracting(SubjectRow::id)
                .doesNotHaveDuplicates();
        assertThat(stamp().revision().tenant()).isEqualTo(801);
    }
}
