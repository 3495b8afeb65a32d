package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.BundleAdministration;
import io.tiergate.change.Change;
import io.tiergate.change.ChangeSet;
import io.tiergate.store.BundleTable;
import io.tiergate.store.Store;
import io.tiergate.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of changes that meet: nothing is undone by another, and no revision is missing. */
abstract class ConcurrentChangesContract extends TransactionsScene {

    /** What becomes of the later of two writers of one row at REPEATABLE READ. */
    enum LaterWriter {
        FAILS,
        COMES_SECOND
    }

    abstract LaterWriter laterWriter();

    ConcurrentChangesContract(TestDatabase database, Manager manager) {
        super(database, manager);
    }

    @ParameterizedTest
    @EnumSource
    void aHostTransactionThatTakesLongHoldsUpNobody(Isolation isolation) throws Exception {
        Tenant tenant = newTenant();
        CountDownLatch changed = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        Future<?> slow = threads.submit(() -> transaction(node, isolation).executeWithoutResult(status -> {
            administration(node, tenant).groups().define("slow", "");
            changed.countDown();
            await(finish);
        }));
        await(changed);

        // The slow transaction has its rows, and not yet its revision.
        Future<?> quick =
                threads.submit(() -> administration(other, tenant).groups().define("quick", ""));
        quick.get(20, TimeUnit.SECONDS);
        finish.countDown();

        if (isolation == Isolation.REPEATABLE_READ && laterWriter() == LaterWriter.FAILS) {
            assertThatThrownBy(() -> slow.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(ConcurrencyFailureException.class);
        } else {
            slow.get(20, TimeUnit.SECONDS);
            List<ChangeSet> sets = administration(node, tenant).changesAfter(0, 100);
            assertThat(sets.get(sets.size() - 1).changes().get(0).after()).contains("slow");
        }
        assertGapless(tenant);
    }

    @ParameterizedTest
    @EnumSource
    void theLaterOfTwoWritersInCallersTransactionsIsRefusedOrComesSecond(Isolation isolation) throws Exception {
        Tenant tenant = newTenant();
        administration(node, tenant).groups().define("team", "");
        long before = revision(tenant);
        CountDownLatch bothRead = new CountDownLatch(2);
        Callable<Boolean> first = () -> writeAfter(node, isolation, tenant, ALICE, bothRead);
        Callable<Boolean> second = () -> writeAfter(other, isolation, tenant, BOB, bothRead);

        List<Boolean> committed = new ArrayList<>();
        for (Future<Boolean> result : threads.invokeAll(List.of(first, second), 60, TimeUnit.SECONDS)) {
            committed.add(result.get());
        }

        long successes = committed.stream().filter(done -> done).count();
        switch (isolation == Isolation.READ_COMMITTED ? LaterWriter.COMES_SECOND : laterWriter()) {
            case FAILS -> assertThat(successes).isEqualTo(1);
            case COMES_SECOND -> assertThat(successes).isEqualTo(2);
        }
        assertThat(revision(tenant)).isEqualTo(before + successes);
        assertGapless(tenant);
    }

    @Test
    void manyWritersWithRollbacksLeaveNoGapAndEachChangeIsThere() throws Exception {
        Tenant tenant = newTenant();
        int writers = 6;
        int writes = 15;
        AtomicInteger done = new AtomicInteger();
        List<Callable<Void>> all = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            Administration administration = administration(number % 2 == 0 ? node : other, tenant);
            all.add(() -> {
                for (int i = 0; i < writes; i++) {
                    Subject subject = Subject.user(number + "-" + i);
                    if (i % 3 == 2) {
                        transaction(number % 2 == 0 ? node : other, Isolation.READ_COMMITTED)
                                .executeWithoutResult(status -> {
                                    administration.grants().grant(Grant.allow(subject, "entry"));
                                    status.setRollbackOnly();
                                });
                    } else {
                        administration.grants().grant(Grant.allow(subject, "entry"));
                        done.incrementAndGet();
                    }
                }
                return null;
            });
        }
        for (Future<Void> result : threads.invokeAll(all, 120, TimeUnit.SECONDS)) {
            result.get();
        }

        assertThat(done).hasValue(writers * writes * 2 / 3);
        assertThat(administration(node, tenant).grants().list()).hasSize(done.get());
        assertGapless(tenant);
    }

    @Test
    void aSuspensionIsNotUndoneByAConcurrentRegistration() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.grants().grant(Grant.allow(ALICE, "entry"));

        afterwards(
                () -> administration.subjects().suspend(ALICE),
                () -> administration(other, tenant).subjects().register(ALICE, "Alice"));

        assertThat(code(decisions(node), tenant, ALICE)).isEqualTo(Code.SUBJECT_SUSPENDED);
        assertThat(administration.subjects().find(ALICE).orElseThrow().displayName())
                .isEqualTo("Alice");
    }

    @Test
    void aRetirementAndARenamingAreNotUndoneByAConcurrentDescription() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.permissions().define("invoice.approve", "");

        afterwards(
                () -> administration.permissions().retire("entry"),
                () -> administration(other, tenant).permissions().describe("entry", "anew"));
        assertThat(administration.permissions().find("entry").orElseThrow().retired())
                .isTrue();

        afterwards(
                () -> administration.permissions().retire("invoice.approve"),
                () -> administration(other, tenant).declare(Map.of("invoice.approve", "anew")));
        assertThat(administration
                        .permissions()
                        .find("invoice.approve")
                        .orElseThrow()
                        .retired())
                .isTrue();
    }

    @Test
    void whatIsTakenOutOfABundleIsGoneAlsoIfItIsRetiredMeanwhile() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.bundles().define("clerk", "", List.of("entry"));

        int removed = whileBundlesAreLookedInto(
                        () -> administration.permissions().retire("entry"), tenant)
                .remove("clerk", List.of("entry"));

        assertThat(removed).isEqualTo(1);
        assertThat(administration.bundles().find("clerk").orElseThrow().permissions())
                .isEmpty();
        assertGapless(tenant);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatABundleContainsAlreadyMayBeNamedAgainWhileItIsDescribedAnew(boolean replaced) {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.bundles().define("clerk", "", List.of("entry"));
        BundleAdministration bundles =
                whileBundlesAreLookedInto(() -> administration.permissions().describe("entry", "anew"), tenant);
        long before = revision(tenant);

        // In a caller's transaction, which nobody tries again.
        transaction(other, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            if (replaced) {
                bundles.replaceAll("clerk", List.of("entry"));
            } else {
                assertThat(bundles.add("clerk", List.of("entry"))).isZero();
            }
        });

        assertThat(administration.bundles().find("clerk").orElseThrow().permissions())
                .containsExactly("entry");
        assertThat(revision(tenant)).isEqualTo(before + 1);
    }

    @Test
    void oneGrantThatTwoRevokeIsRemovedAndLoggedOnce() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.grants().grant(Grant.allow(ALICE, "entry"));
        AtomicInteger second = new AtomicInteger(-1);

        afterwards(
                () -> administration.grants().revoke(Grant.allow(ALICE, "entry")),
                () -> second.set(administration(other, tenant).grants().revoke(Grant.allow(ALICE, "entry"))));

        assertThat(second).hasValue(0);
        assertThat(administration.changesAfter(0, 100).stream()
                        .flatMap(set -> set.changes().stream())
                        .filter(change -> change.operation() == Change.Operation.REMOVED))
                .hasSize(1);
    }

    @Test
    void aNameThatAnotherTransactionTookIsAConcurrencyFailureForTheCaller() {
        Tenant tenant = newTenant();
        TransactionTemplate callers = transaction(other, Isolation.READ_COMMITTED);

        assertThatThrownBy(() -> afterwards(
                        () -> administration(node, tenant).groups().define("same", ""),
                        () -> callers.executeWithoutResult(
                                status -> administration(other, tenant).groups().define("same", ""))))
                .hasRootCauseInstanceOf(SQLException.class)
                .satisfies(
                        failure -> assertThat(causes(failure)).anyMatch(ConcurrencyFailureException.class::isInstance));
    }

    /**
     * Another node's administration, during which something else is committed once: after names are found, and before it is
     * seen what a bundle contains.
     */
    private BundleAdministration whileBundlesAreLookedInto(Runnable committed, Tenant tenant) {
        AtomicBoolean first = new AtomicBoolean(true);
        BundleTable bundles = mock(BundleTable.class, delegatesTo(other.store().bundles()));
        doAnswer(call -> {
                    if (first.getAndSet(false)) {
                        join(threads.submit(committed));
                    }
                    return other.store().bundles().permissionsOf(call.getArgument(0));
                })
                .when(bundles)
                .permissionsOf(anyLong());
        Store store = mock(Store.class, delegatesTo(other.store()));
        doReturn(bundles).when(store).bundles();
        return Administration.of(store, decisions(other), Clock.systemUTC(), () -> null)
                .inTenant(tenant)
                .bundles();
    }

    @ParameterizedTest
    @EnumSource
    void aNameDefinedInATenantAndAsSharedAtOnceIsTakenOnlyOnce(Isolation isolation) throws Exception {
        Tenant tenant = newTenant();
        for (int round = 0; round < 5; round++) {
            String name = "race" + names.incrementAndGet();
            CountDownLatch bothRead = new CountDownLatch(2);
            Callable<Boolean> own = () -> defineAfter(node, isolation, tenant, name, bothRead);
            Callable<Boolean> shared = () -> defineAfter(other, isolation, Tenant.SHARED, name, bothRead);

            int defined = 0;
            for (Future<Boolean> result : threads.invokeAll(List.of(own, shared), 60, TimeUnit.SECONDS)) {
                defined += result.get() ? 1 : 0;
            }

            assertThat(defined).isEqualTo(1);
            assertThat(jdbc().queryForObject(
                                    "select count(*) from tiergate_permission where name = ?", Integer.class, name))
                    .isEqualTo(1);
        }
    }

    @Test
    void callsWithoutATransactionAreTriedAgainUntilTheyAreThrough() throws Exception {
        Tenant tenant = newTenant();
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Administration administration = administration(i % 2 == 0 ? node : other, tenant);
            all.add(() -> administration.permissions().defineIfMissing("same", ""));
        }

        int defined = 0;
        for (Future<Boolean> result : threads.invokeAll(all, 60, TimeUnit.SECONDS)) {
            defined += result.get() ? 1 : 0;
        }

        assertThat(defined).isEqualTo(1);
        assertGapless(tenant);
    }
}
