package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.admin.NotFoundException;
import io.tiergate.change.Change;
import io.tiergate.change.Change.Kind;
import io.tiergate.change.Change.Operation;
import io.tiergate.change.ChangeSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionDefinition;

/** A user who is deleted while somebody changes what the subject holds. */
interface UserLinkConcurrency extends UserLinkScene {

    @ParameterizedTest
    @ValueSource(
            ints = {
                TransactionDefinition.ISOLATION_DEFAULT,
                TransactionDefinition.ISOLATION_READ_COMMITTED,
                TransactionDefinition.ISOLATION_REPEATABLE_READ
            })
    default void whatIsGivenButNotYetCommittedGoesWithTheSubject(int isolation) {
        Subject subject = user();
        String table = linkedTable(subject);
        long before = revision(Tenant.DEFAULT);
        Runnable deletion = () -> transaction(isolation).executeWithoutResult(status -> delete(table, subject.id()));

        Runnable meeting = () -> whileUncommitted(
                administration -> {
                    administration.grants().grant(Grant.allow(subject, "late.*"));
                    administration.groups().addMember("late", subject);
                },
                deletion);

        try {
            meeting.run();
        } catch (CompletionException refused) {
            assertMayBeRefused(isolation, refused.getCause());
            deletion.run();
        }

        assertNothingIsLeft(subject);
        assertThat(log(Tenant.DEFAULT, before))
                .flatExtracting(ChangeSet::changes)
                .filteredOn(change -> change.operation() == Operation.REMOVED)
                .extracting(Change::kind)
                .containsExactly(Kind.GRANT, Kind.GRANT, Kind.GRANT, Kind.MEMBERSHIP, Kind.MEMBERSHIP, Kind.SUBJECT);
    }

    /** Also where the deletion has seen the state before another deletion that it makes in the same statement. */
    @Test
    default void whatIsGivenToTheSecondOfSeveralWhileTheyAreDeletedGoesToo() {
        List<Subject> subjects = List.of(user(), user(), user());
        String table = linkedTable(subjects.toArray(Subject[]::new));
        Subject second = subjects.get(1);

        whileUncommitted(
                administration -> administration.grants().grant(Grant.allow(second, "late.*")),
                () -> transaction().executeWithoutResult(status -> jdbc().update("delete from " + table)));

        subjects.forEach(this::assertNothingIsLeft);
    }

    @Test
    default void aTransactionOnAnOldSnapshotRemovesWhatWasGivenSinceOrIsToBeRepeated() {
        Subject subject = user();
        String table = linkedTable(subject);
        long before = revision(Tenant.DEFAULT);
        Runnable deletion = () -> transaction(TransactionDefinition.ISOLATION_REPEATABLE_READ)
                .executeWithoutResult(status -> {
                    jdbc().queryForList("select id from " + table);
                    join(CompletableFuture.runAsync(
                            () -> administration().grants().grant(Grant.allow(subject, "late.*"))));
                    delete(table, subject.id());
                });

        try {
            deletion.run();
        } catch (DataAccessException refused) {
            assertMayBeRefused(TransactionDefinition.ISOLATION_REPEATABLE_READ, refused);
            deletion.run();
        }

        assertNothingIsLeft(subject);
        assertThat(log(Tenant.DEFAULT, before))
                .flatExtracting(ChangeSet::changes)
                .filteredOn(change -> change.operation() == Operation.REMOVED)
                .hasSize(5);
    }

    @Test
    default void whatIsGivenAfterTheDeletionIsAllThatANewSubjectHolds() {
        Subject subject = user();
        String table = linkedTable(subject);
        CompletableFuture<?>[] granting = new CompletableFuture<?>[1];

        transaction().executeWithoutResult(status -> {
            delete(table, subject.id());
            granting[0] =
                    CompletableFuture.runAsync(() -> administration().grants().grant(Grant.allow(subject, "grouped")));
            pause();
        });
        join(granting[0]);

        assertThat(mayDo(subject)).containsExactly("grouped");
        assertThat(administration().grants().of(subject)).hasSize(1);
        assertThat(orphans()).isZero();
    }

    @Test
    default void anAdministratorWhoDeletesTheSameSubjectFindsItGone() {
        Subject subject = user();
        String table = linkedTable(subject);
        long before = revision(Tenant.DEFAULT);
        CompletableFuture<?>[] deleting = new CompletableFuture<?>[1];

        transaction().executeWithoutResult(status -> {
            delete(table, subject.id());
            deleting[0] = CompletableFuture.runAsync(() -> {
                try {
                    administration().subjects().delete(subject);
                } catch (NotFoundException gone) {
                    // As it should be.
                }
            });
            pause();
        });
        join(deleting[0]);

        assertNothingIsLeft(subject);
        assertThat(log(Tenant.DEFAULT, before))
                .flatExtracting(ChangeSet::changes)
                .filteredOn(change -> change.kind() == Kind.SUBJECT)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    default void whatIsTakenBackMeanwhileIsLoggedOnce(boolean revoked) {
        Subject subject = user();
        String table = linkedTable(subject);
        long before = revision(Tenant.DEFAULT);

        whileUncommitted(
                administration -> {
                    if (revoked) {
                        administration.grants().revoke(Grant.allow(subject, "direct"));
                    } else {
                        administration.groups().removeMember("office", subject);
                    }
                },
                () -> transaction().executeWithoutResult(status -> delete(table, subject.id())));

        assertNothingIsLeft(subject);
        assertThat(log(Tenant.DEFAULT, before))
                .flatExtracting(ChangeSet::changes)
                .extracting(Change::objectId)
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    default void usersWhoAreDeletedAtOnceGoWithoutHoldingEachOtherUp() {
        List<Subject> subjects = List.of(user(), user(), user(), user());
        String table = linkedTable(subjects.toArray(Subject[]::new));
        long before = revision(Tenant.DEFAULT);

        transaction().executeWithoutResult(status -> {
            delete(table, subjects.get(0).id());
            join(CompletableFuture.runAsync(() -> transaction().executeWithoutResult(other -> {
                delete(table, subjects.get(1).id());
                delete(table, subjects.get(2).id());
            })));
            delete(table, subjects.get(3).id());
        });

        subjects.forEach(this::assertNothingIsLeft);
        assertThat(log(Tenant.DEFAULT, before)).hasSize(4);
    }

    /** Who moves a branch has locked the trees, and then locks what lies in it; who deletes an owner comes in the same order. */
    @Test
    default void anOwnerIsDeletedAfterWhoIsMovingBranchesWithItsResources() {
        Subject subject = user();
        String table = linkedTable(subject);
        Administration administration = administration();
        administration.resourceTypes().defineIfMissing("moved", "", List.of("direct"));
        List<Resource> branches = List.of(
                Resource.of("moved", "a" + number()),
                Resource.of("moved", "b" + number()),
                Resource.of("moved", "c" + number()));
        for (Resource branch : branches) {
            administration.resources().register(branch);
            administration
                    .resources()
                    .register(NewResource.of(Resource.of("moved", branch.id() + "owned"))
                            .below(branch)
                            .ownedBy(subject));
        }
        CompletableFuture<?>[] deleting = new CompletableFuture<?>[1];

        transaction().executeWithoutResult(status -> {
            administration().resources().move(branches.get(1), branches.get(2));
            deleting[0] = CompletableFuture.runAsync(
                    () -> transaction().executeWithoutResult(other -> delete(table, subject.id())));
            pause();
            administration().resources().move(branches.get(0), branches.get(2));
        });
        join(deleting[0]);

        assertNothingIsLeft(subject);
    }

    private Subject user() {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        return subject;
    }

    private String linkedTable(Subject... subjects) {
        administration().groups().defineIfMissing("late", "");
        String table = linkedTable();
        for (Subject subject : subjects) {
            insert(table, subject.id());
        }
        return table;
    }

    /** Runs the second while the first is done and not committed. */
    private void whileUncommitted(Consumer<Administration> first, Runnable second) {
        CompletableFuture<?>[] running = new CompletableFuture<?>[1];
        transaction().executeWithoutResult(status -> {
            first.accept(administration());
            running[0] = CompletableFuture.runAsync(second);
            pause();
            assertThat(running[0]).isNotDone();
        });
        join(running[0]);
    }

    /** As any transaction that meets another: it is to be repeated. */
    private void assertMayBeRefused(int isolation, Throwable refusal) {
        assertThat(isolation).isEqualTo(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        assertThat(snapshotsRefuse()).isTrue();
        if (!(refusal instanceof ConcurrencyFailureException)) {
            // Spring has no word for it.
            assertThat(refusal).hasRootCauseInstanceOf(SQLException.class).hasMessageContaining("Record has changed");
        }
    }

    private void assertNothingIsLeft(Subject subject) {
        assertThat(mayDo(subject)).isEmpty();
        assertThat(administration().subjects().find(subject)).isEmpty();
        assertThat(orphans()).isZero();
    }

    /** What nobody holds, and nobody could take back. */
    private int orphans() {
        Integer count = jdbc().queryForObject(
                        "select count(*) from tiergate_grant g left join tiergate_subject s on s.id = g.holder_subject_id"
                                + " where g.holder_subject_id is not null and s.id is null",
                        Integer.class);
        Integer members = jdbc().queryForObject(
                        "select count(*) from tiergate_group_member m left join tiergate_subject s on s.id = m.subject_id"
                                + " where s.id is null",
                        Integer.class);
        return Objects.requireNonNull(count) + Objects.requireNonNull(members);
    }

    private static void pause() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void join(CompletableFuture<?> running) {
        running.orTimeout(40, TimeUnit.SECONDS).join();
    }
}
