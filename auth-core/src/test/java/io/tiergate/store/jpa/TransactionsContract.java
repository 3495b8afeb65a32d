package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tiergate.Decision.Code;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NotFoundException;
import io.tiergate.change.ChangeSet;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** How changes live in the transactions of a host: the cases of writing, on each database. */
abstract class TransactionsContract extends ConcurrentChangesContract {

    TransactionsContract(TestDatabase database, Manager manager) {
        super(database, manager);
    }

    @ParameterizedTest
    @EnumSource
    void aRolledBackChangeLeavesNothing(Isolation isolation) {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        StoreDecisionPoint decisions = decisions(node);
        long before = revision(tenant);

        transaction(node, isolation).executeWithoutResult(status -> {
            administration.grants().grant(Grant.allow(ALICE, "entry"));
            assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.GRANTED);
            status.setRollbackOnly();
        });

        assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
        assertThat(revision(tenant)).isEqualTo(before);
        assertThat(administration.subjects().find(ALICE)).isEmpty();
        assertThat(administration.changesAfter(before, 10)).isEmpty();
        assertThat(jdbc().queryForObject(
                                "select count(*) from tiergate_change_set where revision is null", Integer.class))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void hostRowsWrittenFirstCommitWithTheChange(Isolation isolation) {
        Tenant tenant = newTenant();
        long order = nextId();

        transaction(node, isolation).executeWithoutResult(status -> {
            writeOrder(node, order);
            administration(node, tenant).grants().grant(Grant.allow(ALICE, "entry"));
        });

        assertThat(orders(order)).isEqualTo(1);
        assertThat(code(decisions(other), tenant, ALICE)).isEqualTo(Code.GRANTED);
    }

    @ParameterizedTest
    @EnumSource
    void hostRowsWrittenLastAreFlushedBeforeTheRevisionIsLocked(Isolation isolation) {
        Tenant tenant = newTenant();
        long order = nextId();

        log.clear();
        transaction(node, isolation).executeWithoutResult(status -> {
            administration(node, tenant).grants().grant(Grant.allow(ALICE, "entry"));
            writeOrder(node, order);
        });

        assertThat(orders(order)).isEqualTo(1);
        assertThat(log.indexOf("update tiergate_revision")).isGreaterThan(log.indexOf("insert into host_order"));
        assertThat(log.indexOf("insert into host_order")).isNotNegative();
    }

    @ParameterizedTest
    @EnumSource
    void anOldSnapshotNeverBringsBackWhatThisNodeHasSeenRevoked(Isolation isolation) {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.grants().grant(Grant.allow(ALICE, "entry"));
        StoreDecisionPoint decisions = decisions(node);

        transaction(node, isolation).executeWithoutResult(status -> {
            assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.GRANTED);
            join(threads.submit(() -> {
                administration.grants().revoke(Grant.allow(ALICE, "entry"));
                assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
            }));

            assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
        });
    }

    @Test
    void aTransactionDecidesFromItsOwnChangesAndOthersDoNot() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        StoreDecisionPoint decisions = decisions(node);

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            administration.groups().define("team", "");
            administration.groups().addMember("team", ALICE);
            administration.grants().grant(Grant.allow(Group.of("team"), "entry"));
            assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.GRANTED);
            assertThat(join(threads.submit(() -> code(decisions, tenant, ALICE))))
                    .isEqualTo(Code.NOT_GRANTED);
            status.setRollbackOnly();
        });

        assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
    }

    @Test
    void aChangeThatFailsIsNotCommittedInPartsByACallerThatGoesOn() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        long order = nextId();

        assertThatThrownBy(() -> transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
                    writeOrder(node, order);
                    assertThatThrownBy(() -> administration
                                    .grants()
                                    .grant(List.of(Grant.allow(ALICE, "entry"), Grant.allow(ALICE, "no.such"))))
                            .isInstanceOf(NotFoundException.class);
                }))
                .isInstanceOf(UnexpectedRollbackException.class);

        assertThat(code(decisions(node), tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
        assertThat(orders(order)).isZero();
    }

    @Test
    void aJdbcSavepointThatIsRestoredLeavesNoGapInTheRevisions() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        long before = revision(tenant);

        transaction(node, Isolation.READ_COMMITTED)
                .executeWithoutResult(
                        status -> takingBack(node, () -> administration.groups().define("taken back", "")));

        assertThat(revision(tenant)).isEqualTo(before);
        assertThat(administration.groups().find("taken back")).isEmpty();
        assertGapless(tenant);
    }

    @ParameterizedTest
    @EnumSource
    void anOldSnapshotNeverBringsBackWhatWasRevokedOnThisNode(Isolation isolation) {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.grants().grant(Grant.allow(ALICE, "entry"));
        StoreDecisionPoint decisions = decisions(node);

        transaction(node, isolation).executeWithoutResult(status -> {
            administration.groups().find("nothing");
            join(threads.submit(() -> administration.grants().revoke(Grant.allow(ALICE, "entry"))));

            assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
        });
    }

    @ParameterizedTest
    @EnumSource
    void aChangeOfItsOwnDoesNotLetAnOldSnapshotAllowWhatWasRevoked(Isolation isolation) {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.grants().grant(Grant.allow(ALICE, "entry"));
        StoreDecisionPoint decisions = decisions(node);

        transaction(node, isolation).executeWithoutResult(status -> {
            administration.groups().define("of its own", "");
            administration.groups().find("nothing");
            join(threads.submit(() -> administration.grants().revoke(Grant.allow(ALICE, "entry"))));

            if (isolation == Isolation.READ_COMMITTED) {
                assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
            } else {
                assertThatThrownBy(() -> code(decisions, tenant, ALICE))
                        .isInstanceOf(DecisionUnavailableException.class)
                        .hasMessageContaining("Repeat the transaction");
            }
            status.setRollbackOnly();
        });
    }

    @Test
    void whatOthersMayStillRollBackIsNeitherAllowedNorKept() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.groups().define("team", "");
        administration.groups().addMember("team", ALICE);
        StoreDecisionPoint decisions = decisions(node);
        TransactionTemplate dirty = new TransactionTemplate(manager(node));
        dirty.setIsolationLevel(TransactionDefinition.ISOLATION_READ_UNCOMMITTED);

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            administration.grants().grant(Grant.allow(Group.of("team"), "entry"));
            Code seen = join(threads.submit(() -> dirty.execute(within -> code(decisions, tenant, ALICE))));
            assertThat(seen).isEqualTo(Code.NOT_GRANTED);
            status.setRollbackOnly();
        });

        assertThat(code(decisions, tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
    }

    @Test
    void aChangeAfterARestoredJdbcSavepointHasItsOwnRevision() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        long before = revision(tenant);

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            takingBack(node, () -> administration.groups().define("taken back", ""));
            administration.groups().define("kept", "");
        });

        assertThat(revision(tenant)).isEqualTo(before + 1);
        assertThat(administration.groups().find("kept")).isPresent();
        assertGapless(tenant);
    }

    @Test
    void aTransactionWithinATransactionHasItsOwnRevision() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        long before = revision(tenant);
        TransactionTemplate inner = transaction(node, Isolation.READ_COMMITTED);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            administration.groups().define("outer", "");
            inner.executeWithoutResult(within -> administration.groups().define("inner", ""));
            assertThat(revision(tenant)).isEqualTo(before + 1);
        });

        List<ChangeSet> sets = administration.changesAfter(before, 10);
        assertThat(sets).hasSize(2);
        assertThat(sets.get(0).changes().get(0).after()).contains("inner");
        assertThat(sets.get(1).changes().get(0).after()).contains("outer");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChangeMadeByWhatSpringCallsBeforeTheCommitHasItsRevision(boolean changedBefore) {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        long before = revision(tenant);

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            if (changedBefore) {
                administration.groups().define("first", "");
            }
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    administration.groups().define("second", "");
                    // As a transactional service of the host would.
                    transaction(node, Isolation.READ_COMMITTED)
                            .executeWithoutResult(
                                    within -> administration.groups().define("third", ""));
                }
            });
        });

        assertThat(revision(tenant)).isGreaterThan(before);
        assertThat(administration.changesAfter(before, 10).stream()
                        .mapToInt(set -> set.changes().size())
                        .sum())
                .isEqualTo(changedBefore ? 3 : 2);
        assertThat(jdbc().queryForObject(
                                "select count(*) from tiergate_change_set where revision is null", Integer.class))
                .isZero();
        assertGapless(tenant);
    }

    @Test
    void aChangeBeforeTheCompletionIsEitherRefusedOrHasItsRevision() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.groups().define("team", "");
        administration.groups().addMember("team", ALICE);
        administration.grants().grant(Grant.allow(Group.of("team"), "entry"));
        StoreDecisionPoint warm = decisions(other);
        assertThat(code(warm, tenant, ALICE)).isEqualTo(Code.GRANTED);

        transaction(node, Isolation.READ_COMMITTED)
                .executeWithoutResult(status ->
                        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                            @Override
                            public void beforeCompletion() {
                                administration.grants().revoke(Grant.allow(Group.of("team"), "entry"));
                            }
                        }));

        assertThat(code(warm, tenant, ALICE)).isEqualTo(code(decisions(other), tenant, ALICE));
        assertThat(jdbc().queryForObject(
                                "select count(*) from tiergate_change_set where revision is null", Integer.class))
                .isZero();
        assertGapless(tenant);
    }

    @Test
    void whatIsCalledAfterTheCommitMayLookButChangesOnlyInATransactionOfItsOwn() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        TransactionTemplate ownOne = transaction(node, Isolation.READ_COMMITTED);
        ownOne.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        List<Throwable> refused = new ArrayList<>();

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            writeOrder(node, nextId());
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    assertThat(code(decisions(node), tenant, ALICE)).isEqualTo(Code.NOT_GRANTED);
                    assertThat(administration.groups().find("missing")).isEmpty();
                    refused.add(catchThrowable(() -> administration.groups().define("lost", "")));
                    ownOne.executeWithoutResult(
                            within -> administration.groups().define("kept", ""));
                }
            });
        });

        assertThat(refused)
                .singleElement()
                .isInstanceOf(IllegalTransactionStateException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("REQUIRES_NEW");
        assertThat(administration.groups().find("lost")).isEmpty();
        assertThat(administration.groups().find("kept")).isPresent();
        assertGapless(tenant);
    }

    @Test
    void aLookUpThatFindsNothingDoesNotSpoilTheCallersTransaction() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);

        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            administration.groups().define("kept", "");
            assertThatThrownBy(() -> administration.permissions().holdersOf("missing"))
                    .isInstanceOf(NotFoundException.class);
        });

        assertThat(administration.groups().find("kept")).isPresent();
    }

    @Test
    void aReadOnlyTransactionIsRefusedBeforeAnythingIsWritten() {
        Tenant tenant = newTenant();
        TransactionTemplate readOnly = transaction(node, Isolation.READ_COMMITTED);
        readOnly.setReadOnly(true);

        assertThatThrownBy(() -> readOnly.executeWithoutResult(
                        status -> administration(node, tenant).groups().define("team", "")))
                .isInstanceOf(IllegalTransactionStateException.class)
                .hasMessageContaining("read-only");
    }
}
