package io.tiergate.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.Archive;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.oracle.Questions.Asked;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated worlds, and what changes have made of them, are the same after an export and an import. */
class ArchiveAgreementTest {

    private static final int CHANGES = 400;
    private static final int QUESTIONS = 5_000;

    private final TestClock clock = new TestClock(Instant.parse("2026-06-01T12:00:00.123456Z"));

    static LongStream seeds() {
        return LongStream.of(1, 2, 3, ThreadLocalRandom.current().nextLong(1_000_000_000));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsImportedIsWhatWasExported(long seed) {
        Dice dice = new Dice(seed);
        World world = GeneratedWorld.of(seed);
        Store store = new MemoryStore();
        Administration administration = administration(store);
        WorldLoader loader = new WorldLoader(store, administration, world);
        loader.loadAll();
        Changes changes = new Changes(new PlainAdministration(world), administration, loader, dice);
        for (int i = 0; i < CHANGES; i++) {
            Changes.Change change = changes.next();
            change.plain().get();
            change.real().get();
        }
        Map<String, Object> exported = new Archive(administration).export();

        Store other = new MemoryStore();
        Administration there = administration(other);
        new Archive(there).load(exported);

        assertThat(new Archive(there).export()).isEqualTo(exported);
        Oracle oracle = new Oracle(world);
        StoreDecisionPoint decisions = new StoreDecisionPoint(other, clock);
        Questions questions = new Questions(world, dice);
        for (int i = 0; i < QUESTIONS; i++) {
            Asked asked = questions.next();
            clock.set(asked.now());
            AccessRequest request =
                    new AccessRequest(asked.tenant(), asked.subject(), asked.permission(), asked.resource(), null);
            assertThat(decisions.check(request).code())
                    .as("%s", asked)
                    .isEqualTo(oracle.check(
                            asked.tenant(), asked.subject(), asked.permission(), asked.resource(), asked.now()));
        }
    }

    private Administration administration(Store store) {
        return Administration.of(store, new StoreDecisionPoint(store, clock), clock, () -> Subject.user("admin"));
    }
}
