package io.tiergate.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Decision.Code;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.change.ChangeFeed;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.store.Store;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Threads that check without pause while others change everything that decides, with room for so few subjects and tenants that
 * what is kept is handed over all the time. Each answer must be exactly what was true at the revision that it carries; of each
 * thread, no answer may be of an earlier revision than the one before; and none of an earlier one than a commit that had
 * returned when the question was asked, on the node that has committed and to those who demand it.
 *
 * <p>{@code -Dtiergate.stress.seed=S} makes the changes and the questions of that seed, in which order threads come is left to
 * chance; {@code -Dtiergate.stress.seconds=N} goes on for longer.
 */
@Timeout(300)
class HandOverStressTest {

    private static final int READERS = 6;
    private static final int SECONDS = Integer.getInteger("tiergate.stress.seconds", 4);
    private static final long SEED =
            Long.getLong("tiergate.stress.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));

    private static final Tenant ACME = Tenant.of("acme");
    private static final List<Tenant> TENANTS = List.of(Tenant.DEFAULT, ACME);
    private static final List<Subject> SUBJECTS = IntStream.range(0, 8)
            .mapToObj(i -> i == 0 ? Subject.anonymous() : Subject.user("user " + i))
            .toList();
    private static final List<String> OWN = List.of("own.read", "own.write", "own.print", "own.delete");
    private static final List<String> SHARED = List.of("shared.read", "shared.write");
    private static final List<String> ASKED = List.of(
            "own.read", "own.write", "own.print", "own.delete", "own.extra", "shared.read", "shared.write", "no.such");

    /** Where, and how much room there is. */
    enum Place {
        MEMORY_AND_TWO_SUBJECTS(2, 10, 10_000),
        MEMORY_AND_ONE_TENANT(4, 1, 10_000),
        POSTGRESQL_AND_TWO_SUBJECTS(2, 10, 500),
        POSTGRESQL_AND_ONE_TENANT(4, 1, 500),
        POSTGRESQL_AND_ANOTHER_NODE(4, 10, 500);

        private final long subjects;
        private final long tenants;
        private final int leastAnswers;

        Place(long subjects, long tenants, int leastAnswers) {
            this.subjects = subjects;
            this.tenants = tenants;
            this.leastAnswers = leastAnswers;
        }

        private StoreFixture open() {
            return name().startsWith("MEMORY") ? StoreFixture.memory() : StoreFixture.on(TestDatabase.POSTGRESQL);
        }

        /** The store of those who ask. */
        private Store readers(StoreFixture fixture) {
            Store writers = fixture.store();
            return this == POSTGRESQL_AND_ANOTHER_NODE
                    ? ((JpaStoreFixture) fixture)
                            .newNode(pool -> {}, UnaryOperator.identity())
                            .store()
                    : writers;
        }
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @ParameterizedTest
    @EnumSource
    void everyAnswerIsWhatWasTrueAtItsRevision(Place place) throws Exception {
        System.out.println("-Dtiergate.stress.seed=" + SEED);
        try (StoreFixture fixture = place.open()) {
            check(place, fixture);
        } finally {
            threads.shutdownNow();
        }
    }

    private void check(Place place, StoreFixture fixture) throws Exception {
        Store store = place.readers(fixture);
        try (CachedDecisionPoint decisions = CachedDecisionPoint.over(HesitantStore.over(store))
                .maximumSubjects(place.subjects)
                .maximumTenants(place.tenants)
                .feed(new ChangeFeed.Settings(Duration.ofMillis(20), Duration.ofSeconds(30)))
                .build()) {
            HandOverTruth truth = new HandOverTruth(List.of(Tenant.SHARED, Tenant.DEFAULT, ACME), SUBJECTS, ASKED);
            List<HandOverWriter> writers = writers(fixture.store(), decisions, truth);
            HandOverReader.Shared shared = new HandOverReader.Shared(
                    store, decisions, store == fixture.store(), truth, TENANTS, SUBJECTS, ASKED);
            List<HandOverReader> readers = IntStream.range(0, READERS)
                    .mapToObj(i -> new HandOverReader(shared, i, new Dice(SEED + i)))
                    .toList();
            long before = writers.stream().mapToLong(HandOverWriter::revision).sum();

            run(writers, readers);

            long changes = writers.stream().mapToLong(HandOverWriter::revision).sum() - before;
            report(place, readers, changes);
        }
    }

    private void run(List<HandOverWriter> writers, List<HandOverReader> readers) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        BooleanSupplier goOn = () -> failure.get() == null && System.nanoTime() - end < 0;
        List<Future<?>> all = new ArrayList<>();
        readers.forEach(reader -> all.add(start(() -> reader.checkWhile(goOn))));
        writers.forEach(writer -> all.add(start(() -> writer.changeWhile(goOn))));
        for (Future<?> each : all) {
            each.get(SECONDS + 60, TimeUnit.SECONDS);
        }
        if (failure.get() != null) {
            throw new AssertionError(
                    "With -Dtiergate.stress.seed=" + SEED + ": " + failure.get().getMessage(), failure.get());
        }
    }

    private Future<?> start(Runnable work) {
        return threads.submit(() -> {
            try {
                work.run();
            } catch (Throwable failed) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    /** What passes because nothing has happened proves nothing. */
    private static void report(Place place, List<HandOverReader> readers, long changes) {
        Map<Code, Integer> codes = new EnumMap<>(Code.class);
        readers.forEach(reader -> reader.codes().forEach((code, count) -> codes.merge(code, count, Integer::sum)));
        int answers = codes.values().stream().mapToInt(Integer::intValue).sum();
        int revisions = readers.stream().mapToInt(HandOverReader::revisions).sum();
        System.out.println(place + ": " + answers + " answers " + codes + ", " + changes + " changes, " + revisions
                + " times another revision than the answer before");
        assertThat(answers).isGreaterThan(place.leastAnswers);
        // No question is about a resource here.
        assertThat(codes.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.complementOf(EnumSet.of(Code.UNKNOWN_RESOURCE_TYPE, Code.UNKNOWN_RESOURCE)));
        assertThat(codes).allSatisfy((code, count) -> assertThat(count).isGreaterThan(answers / 200));
        assertThat(changes).isGreaterThan(50);
        assertThat(revisions).isGreaterThan(50);
    }

    private static List<HandOverWriter> writers(Store store, CachedDecisionPoint decisions, HandOverTruth truth) {
        World world = new World();
        PlainAdministration plain = new PlainAdministration(world);
        plain.createTenant(ACME);
        definePlainly(plain, Tenant.SHARED, SHARED, "shared bundle");
        for (Tenant tenant : TENANTS) {
            definePlainly(plain, tenant, OWN, "own bundle");
            List.of("office", "staff").forEach(group -> plain.defineGroup(tenant, group));
        }
        Administration administration =
                Administration.of(store, decisions, Clock.systemUTC(), () -> Subject.user("admin"));
        new WorldLoader(store, administration, world).loadAll();
        List<HandOverWriter> writers = new ArrayList<>();
        for (Tenant tenant : List.of(Tenant.SHARED, Tenant.DEFAULT, ACME)) {
            Dice dice = new Dice(SEED + 100 + writers.size());
            writers.add(new HandOverWriter(
                    store, tenant, administration, truth, world, SUBJECTS.subList(1, SUBJECTS.size()), dice));
        }
        return writers;
    }

    private static void definePlainly(PlainAdministration plain, Tenant tenant, List<String> names, String bundle) {
        names.forEach(name -> plain.definePermission(tenant, name));
        plain.defineBundle(tenant, bundle, names);
    }
}
