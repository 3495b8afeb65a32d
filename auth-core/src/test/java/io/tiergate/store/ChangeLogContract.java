package io.tiergate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.change.Author;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.change.ChangeSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of changes: complete, in order, and never rewritten. */
interface ChangeLogContract extends StoreScene {

    @Test
    default void keepsWhoChangedWhatWhenAndWhy() {
        List<Change> changes = List.of(
                Change.added(Kind.PERMISSION, 11, null, null, "{\"name\":\"a\"}"),
                Change.changed(Kind.SUBJECT, 12, 12L, null, "{\"suspended\":false}", "{\"suspended\":true}"),
                Change.removed(Kind.MEMBERSHIP, 13, 14L, 15L, "{}"),
                Change.removed(Kind.GRANT, Long.MAX_VALUE, null, Long.MAX_VALUE, "{}"));
        Author author = new Author(Subject.service("import"), Instant.parse("2026-02-03T04:05:06.789012Z"), "nightly");

        change(() -> store().changes().append(here(), author, changes));

        assertThat(logOf(here()))
                .containsExactly(
                        new ChangeSet(here().tenant(), 1, author.actor(), author.at(), author.reason(), changes));
    }

    @Test
    default void makesOneSetOfOneActorsChangesForOneReasonInOneWrite() {
        Author later = new Author(AUTHOR.actor(), AUTHOR.at().plusSeconds(1), AUTHOR.reason());

        change(() -> {
            store().changes().append(here(), AUTHOR, List.of(change(1), change(2)));
            store().changes().append(there(), AUTHOR, List.of(change(3)));
            store().changes().append(here(), later, List.of(change(4)));
        });

        assertThat(logOf(here())).hasSize(1);
        assertThat(logOf(here()).get(0).at()).isEqualTo(AUTHOR.at());
        assertThat(logOf(here()).get(0).changes()).containsExactly(change(1), change(2), change(4));
        assertThat(logOf(there()).get(0).changes()).containsExactly(change(3));
        assertThat(logOf(there()).get(0).tenant()).isEqualTo(there().tenant());
    }

    @Test
    default void makesSetsOfTheirOwnForOtherActorsAndReasons() {
        Author other = new Author(Subject.user("other"), AUTHOR.at(), AUTHOR.reason());
        Author reasonless = new Author(AUTHOR.actor(), AUTHOR.at(), null);
        Author nobody = new Author(null, AUTHOR.at(), null);
        List<Author> authors = List.of(AUTHOR, other, reasonless, nobody);

        change(() -> {
            for (int i = 0; i < 8; i++) {
                store().changes().append(here(), authors.get(i % 4), List.of(change(i)));
            }
        });

        assertThat(logOf(here()))
                .extracting(set -> new Author(set.actor(), set.at(), set.reason()))
                .containsExactlyInAnyOrderElementsOf(authors);
        assertThat(logOf(here())).extracting(ChangeSet::revision).containsExactly(1L, 2L, 3L, 4L);
        assertThat(logOf(here())).allSatisfy(set -> assertThat(set.changes()).hasSize(2));
    }

    @Test
    default void makesASetForEachWrite() {
        log(here(), change(1));
        log(here(), change(2));

        assertThat(logOf(here()))
                .extracting(ChangeSet::changes)
                .containsExactly(List.of(change(1)), List.of(change(2)));
    }

    @Test
    default void readsAfterARevisionAndNotMoreThanAsked() {
        for (int i = 1; i <= 7; i++) {
            log(here(), change(i));
            log(there(), change(100 + i));
        }

        assertThat(revisions(0, 100)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(revisions(0, 3)).containsExactly(1L, 2L, 3L);
        assertThat(revisions(3, 3)).containsExactly(4L, 5L, 6L);
        assertThat(revisions(6, 3)).containsExactly(7L);
        assertThat(revisions(7, 3)).isEmpty();
        assertThat(revisions(Long.MAX_VALUE, 1)).isEmpty();
        assertThat(revisions(-1, Integer.MAX_VALUE)).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    default void refusesToReadNoChangeSets(int limit) {
        assertThatThrownBy(() -> read(() -> store().changes().read(here().id(), 0, limit)))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    default void keepsManyChangesInTheirOrder() {
        List<Change> changes = LongStream.range(0, 2_500).mapToObj(this::change).toList();

        change(() -> store().changes().append(here(), AUTHOR, changes));

        assertThat(logOf(here()).get(0).changes()).isEqualTo(changes);
    }

    @Test
    default void showsOnlyWhatIsCommitted() {
        log(here(), change(1));

        change(() -> {
            log(here(), change(2));

            assertThat(logOf(here())).extracting(ChangeSet::revision).containsExactly(1L);
        });

        assertThat(logOf(here())).extracting(ChangeSet::revision).containsExactly(1L, 2L);
    }

    @Test
    default void outlivesItsTenant() {
        log(here(), change(1));
        change(() -> {
            store().changes().append(here(), AUTHOR, List.of(change(2), removed(here())));
            store().tenants().delete(here().id());
        });
        TenantRow again = write(() -> store().tenants().insert(here().tenant()));
        log(again, change(3));

        assertThat(logOf(here())).extracting(ChangeSet::revision).containsExactly(1L, 2L);
        assertThat(logOf(here()).get(1).changes()).containsExactly(change(2), removed(here()));
        assertThat(logOf(here())).extracting(ChangeSet::tenant).containsOnly(here().tenant());
        assertThat(logOf(again)).extracting(ChangeSet::changes).containsExactly(List.of(change(3)));
        assertThat(logOf(again)).extracting(ChangeSet::revision).containsExactly(1L);
    }

    @Test
    default void numbersTheChangesOfManyThreadsWithoutGaps() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                long first = 100L * thread;
                running.add(threads.submit(() -> {
                    for (long i = first; i < first + 10; i++) {
                        log(here(), change(i));
                    }
                }));
            }
            for (Future<?> end : running) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(logOf(here()))
                .extracting(ChangeSet::revision)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
        assertThat(logOf(here()))
                .extracting(set -> set.changes().get(0).objectId())
                .doesNotHaveDuplicates();
        assertThat(stamp(here()).revision().tenant()).isEqualTo(40);
    }

    @Test
    default void theHeadOfALogIsItsNewestRevision() {
        log(here(), change(1));
        log(here(), change(2));
        log(here(), change(3));

        assertThat(store().changes().heads(List.of(here().id(), there().id())))
                .containsExactlyInAnyOrder(new LogHead(here().id(), 3, false), new LogHead(there().id(), 0, false));
    }

    @Test
    default void onlyHeadsThatAreAskedForAreGiven() {
        log(there(), change(1));

        assertThat(store().changes().heads(List.of(here().id()))).containsExactly(new LogHead(here().id(), 0, false));
        assertThat(store().changes().heads(List.of())).isEmpty();
    }

    @Test
    default void aTenantThatNeverExistedHasNoHead() {
        assertThat(store().changes().heads(List.of(-1L, here().id(), Long.MAX_VALUE)))
                .extracting(LogHead::tenantId)
                .containsExactly(here().id());
    }

    @Test
    default void manyHeadsAreGivenOnceEach() {
        List<Long> ids = write(() -> LongStream.range(0, 2_100)
                .mapToObj(
                        i -> store().tenants().insert(Tenant.of(unique("many"))).id())
                .toList());
        List<Long> twice = new ArrayList<>(ids);
        twice.addAll(ids);

        assertThat(store().changes().heads(twice))
                .extracting(LogHead::tenantId)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    default void theHeadOutlivesItsTenant() {
        change(() -> {
            store().changes().append(here(), AUTHOR, List.of(removed(here())));
            store().tenants().delete(here().id());
        });

        assertThat(store().changes().heads(List.of(here().id()))).containsExactly(new LogHead(here().id(), 1, false));
    }

    @Test
    default void aHeadIsWhatIsCommittedWhateverTheCallerHasChanged() {
        log(here(), change(1));

        change(() -> {
            log(here(), change(2));

            assertThat(store().changes().heads(List.of(here().id())))
                    .containsExactly(new LogHead(here().id(), 1, false));
        });

        assertThat(store().changes().heads(List.of(here().id()))).containsExactly(new LogHead(here().id(), 2, false));
    }

    private Change removed(TenantRow tenant) {
        return Change.removed(Kind.TENANT, tenant.id(), null, null, "{}");
    }

    private Change change(long objectId) {
        return Change.added(Kind.PERMISSION, objectId, null, null, "{\"number\":" + objectId + "}");
    }

    private List<Long> revisions(long after, int limit) {
        return read(() -> store().changes().read(here().id(), after, limit)).stream()
                .map(ChangeSet::revision)
                .toList();
    }

    private List<ChangeSet> logOf(TenantRow tenant) {
        return read(() -> store().changes().read(tenant.id(), 0, 1_000));
    }
}
