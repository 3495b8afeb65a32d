package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.admin.RefusedException;
import io.tiergate.admin.ResourceAdministration;
import io.tiergate.testing.JpaStoreFixture.Node;
import io.tiergate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;

/** What becomes of trees that several change at once: they stay trees, and nobody is lost. */
abstract class TreeConcurrencyContract extends TransactionsScene {

    private static final int THREADS = 6;
    private static final int CHANGES = 60;

    TreeConcurrencyContract(TestDatabase database) {
        super(database, Manager.JPA);
    }

    @Test
    void changesOfOurOwnTransactionsAllComeThroughAndLeaveWholeTrees() throws Exception {
        Tenant tenant = newTree();
        run(THREADS, number -> {
            TreeChanges changes = new TreeChanges(administration(number % 2 == 0 ? node : other, tenant), number);
            for (int i = 0; i < CHANGES; i++) {
                // Whatever else than a refusal comes out is a failure.
                changes.next().run();
            }
        });
        new TreeCheck(jdbc(), tenant).check(administration(node, tenant));
        assertGapless(tenant);
    }

    @ParameterizedTest
    @EnumSource
    void changesOfHostsTransactionsComeThroughOrLeaveNothing(Isolation isolation) throws Exception {
        Tenant tenant = newTree();
        run(THREADS, number -> {
            Node on = number % 2 == 0 ? node : other;
            TreeChanges changes = new TreeChanges(administration(on, tenant), 100 + number);
            for (int i = 0; i < CHANGES; i++) {
                try {
                    transaction(on, isolation).executeWithoutResult(status -> {
                        // So that there is a snapshot before the trees are locked.
                        administration(on, tenant).resources().roots(0, 1);
                        changes.next().run();
                        changes.next().run();
                    });
                } catch (ConcurrencyFailureException lost) {
                    assertThat(lost).isNotNull();
                } catch (TreeChanges.Spoiled refused) {
                    assertThat(refused).isNotNull();
                }
            }
        });
        new TreeCheck(jdbc(), tenant).check(administration(node, tenant));
        assertGapless(tenant);
    }

    @Test
    void aBranchThatIsMovedOnASnapshotTakesAlongWhatCameBelowItSinceOrIsNotMoved() {
        Tenant tenant = newTree();
        add(tenant, node("b"), null);
        add(tenant, node("to"), null);

        assertThatThrownBy(() -> transaction(node, Isolation.REPEATABLE_READ).executeWithoutResult(status -> {
                    resources(node, tenant).roots(0, 9);
                    join(threads.submit(() -> add(tenant, node("late"), node("b"))));
                    resources(node, tenant).move(node("b"), node("to"));
                }))
                .isInstanceOf(ConcurrencyFailureException.class);

        resources(node, tenant).move(node("b"), node("to"));
        assertThat(resources(node, tenant).path(node("late"))).hasSize(3);
        new TreeCheck(jdbc(), tenant).check(administration(node, tenant));
    }

    @Test
    void aBranchThatIsDeletedOnASnapshotGoesWithWhatCameBelowItSinceOrStays() {
        Tenant tenant = newTree();
        add(tenant, node("b"), null);

        assertThatThrownBy(() -> transaction(node, Isolation.REPEATABLE_READ).executeWithoutResult(status -> {
                    resources(node, tenant).roots(0, 9);
                    join(threads.submit(() -> add(tenant, node("late"), node("b"))));
                    resources(node, tenant).deleteBranch(node("b"));
                }))
                .isInstanceOf(ConcurrencyFailureException.class);
        assertThat(resources(node, tenant).find(node("late"))).isPresent();
        assertThat(resources(node, tenant).deleteBranch(node("b"))).isEqualTo(2);
    }

    @Test
    void whatIsRegisteredOnASnapshotBelowABranchThatWasMovedSinceDoesNotStandAtItsFormerPlace() {
        Tenant tenant = newTree();
        add(tenant, node("b"), null);
        add(tenant, node("to"), null);

        assertThatThrownBy(() -> transaction(node, Isolation.REPEATABLE_READ).executeWithoutResult(status -> {
                    resources(node, tenant).roots(0, 9);
                    join(threads.submit(() -> resources(other, tenant).move(node("b"), node("to"))));
                    add(tenant, node("late"), node("b"));
                }))
                .isInstanceOf(ConcurrencyFailureException.class);
        assertThat(resources(node, tenant).find(node("late"))).isEmpty();
    }

    @Test
    void whatOneTransactionAddsAndMovesItSeesAtOnce() {
        Tenant tenant = newTree();
        for (Isolation isolation : Isolation.values()) {
            String name = isolation.name();
            transaction(node, isolation).executeWithoutResult(status -> {
                add(tenant, node(name), null);
                add(tenant, node(name + "-child"), node(name));
                add(tenant, node(name + "-to"), null);
                resources(node, tenant).move(node(name), node(name + "-to"));
                add(tenant, node(name + "-late"), node(name + "-child"));
                assertThat(resources(node, tenant).path(node(name + "-late"))).hasSize(4);
                resources(node, tenant).moveToRoot(node(name + "-child"), 1);
                assertThat(resources(node, tenant).deleteBranch(node(name + "-to")))
                        .isEqualTo(2);
            });
            assertThat(resources(other, tenant).path(node(name + "-late"))).hasSize(2);
        }
        new TreeCheck(jdbc(), tenant).check(administration(node, tenant));
    }

    /** Not on H2, which can only lock a row alone. */
    final void addTwiceAtOnce() {
        Tenant tenant = newTree();
        add(tenant, node("b"), null);
        transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
            add(tenant, node("mine"), node("b"));
            join(threads.submit(() -> resources(other, tenant)
                    .register(NewResource.of(node("theirs")).below(node("b")))));
        });
        assertThat(resources(node, tenant).countChildren(node("b"))).isEqualTo(2);
    }

    /** On PostgreSQL alone, where a row that refers to another locks nothing of it but its key. */
    final void moveBesideNewRowsOfTheHost() {
        String table = hostTable();
        try {
            Tenant tenant = newTree();
            add(tenant, node("b"), null);
            add(tenant, node("leaf"), node("b"));
            add(tenant, node("to"), null);
            long key = resources(node, tenant).find(node("leaf")).orElseThrow().key();
            String insert = "insert into " + table + " values (?, ?)";

            transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
                new JdbcTemplate(node.dataSource()).update(insert, 1, key);
                join(threads.submit(() -> resources(other, tenant).move(node("b"), node("to"))));
            });
            assertThat(resources(node, tenant).path(node("leaf"))).hasSize(3);
            transaction(node, Isolation.READ_COMMITTED).executeWithoutResult(status -> {
                resources(node, tenant).moveToRoot(node("b"), 1);
                join(threads.submit(() -> jdbc().update(insert, 2, key)));
            });
            assertThat(resources(node, tenant).path(node("leaf"))).hasSize(2);
        } finally {
            jdbc().execute("drop table " + table);
        }
    }

    @Test
    void aMoverWaitsForThoseWhoAdd() {
        Tenant tenant = newTree();
        add(tenant, node("b"), null);
        add(tenant, node("to"), null);
        afterwards(
                () -> add(tenant, node("late"), node("b")),
                () -> resources(other, tenant).move(node("b"), node("to")));
        assertThat(resources(node, tenant).path(node("late"))).hasSize(3);
        new TreeCheck(jdbc(), tenant).check(administration(node, tenant));
    }

    @Test
    void hostRowsKeepResourcesAndTheirTableIsNamed() {
        String table = hostTable();
        try {
            Tenant tenant = newTree();
            add(tenant, node("b"), null);
            add(tenant, node("leaf"), node("b"));
            long key = resources(node, tenant).find(node("leaf")).orElseThrow().key();
            jdbc().update("insert into " + table + " values (1, ?)", key);

            for (Runnable removal : List.<Runnable>of(
                    () -> resources(node, tenant).delete(node("leaf")),
                    () -> resources(node, tenant).deleteBranch(node("b")),
                    () -> transaction(node, Isolation.REPEATABLE_READ)
                            .executeWithoutResult(
                                    status -> resources(node, tenant).deleteBranch(node("b"))),
                    () -> administration(node, tenant).tenants().delete(tenant))) {
                assertThatThrownBy(removal::run)
                        .isInstanceOf(RefusedException.class)
                        .hasMessageMatching("(?i)Rows of the table '" + table + "' refer to .*");
            }
            assertThat(resources(node, tenant).find(node("leaf"))).isPresent();
            jdbc().update("delete from " + table);
            resources(node, tenant).delete(node("leaf"));
            administration(node, tenant).tenants().delete(tenant);
        } finally {
            jdbc().execute("drop table " + table);
        }
    }

    private String hostTable() {
        String table = "host_document_" + names.incrementAndGet();
        jdbc().execute("create table " + table + " (id bigint not null primary key, resource_key bigint not null,"
                + " foreign key (resource_key) references tiergate_resource (id))");
        return table;
    }

    static Resource node(String id) {
        return Resource.of("node", id);
    }

    private static ResourceAdministration resources(Node on, Tenant tenant) {
        return administration(on, tenant).resources();
    }

    private void add(Tenant tenant, Resource resource, Resource parent) {
        NewResource added = NewResource.of(resource);
        resources(node, tenant).register(parent == null ? added : added.below(parent));
    }

    private Tenant newTree() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.permissions().define(Map.of("read", "", "edit", ""));
        administration.groups().define("team", "");
        administration.resourceTypes().define("node", "", List.of("read", "edit"));
        return tenant;
    }

    /** What one thread does. */
    private interface Worker {

        void work(int number);
    }

    private void run(int workers, Worker worker) throws Exception {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int number = 0; number < workers; number++) {
            int mine = number;
            all.add(() -> {
                worker.work(mine);
                return true;
            });
        }
        for (Future<Boolean> done : threads.invokeAll(all, 180, TimeUnit.SECONDS)) {
            assertThat(done.get()).isTrue();
        }
    }

    static Subject someone(int number) {
        return Subject.user("user" + number);
    }
}
