package io.tiergate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.ResourceEntry;
import io.tiergate.change.Change;
import io.tiergate.change.ChangeSet;
import io.tiergate.entity.host.Folder;
import io.tiergate.entity.host.Note;
import io.tiergate.entity.host.Paper;
import io.tiergate.entity.host.Picture;
import io.tiergate.testing.TestDatabase;
import jakarta.persistence.OptimisticLockException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The resources of guarded entities come, move and go with the rows, in the same transactions. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class GuardedEntitiesContract {

    private final TestDatabase database;
    private GuardedHost host;

    GuardedEntitiesContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    void start() {
        host = new GuardedHost(database.fresh());
        host.administration().tenants().create(Tenant.of("other"));
        host.administration().inTenant(Tenant.of("other")).permissions().define("peek", "");
        host.administration().inTenant(Tenant.of("other")).resourceTypes().define("note", "", List.of("peek"));
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @BeforeEach
    void empty() {
        host.inTransaction(entities -> {
            for (String table : List.of("Note", "Paper", "Picture", "Folder")) {
                entities.createNativeQuery(
                                table.equals("Folder") ? "update Folder set parent_id = null" : "delete from " + table)
                        .executeUpdate();
            }
            entities.createNativeQuery("delete from Folder").executeUpdate();
        });
        host.administration()
                .resources()
                .roots(0, 1_000)
                .forEach(root -> host.administration().resources().deleteBranch(root.resource()));
    }

    private static Resource resource(Folder folder) {
        return Resource.of("folder", Objects.requireNonNull(folder.id()));
    }

    private static Resource resource(Paper paper) {
        return Resource.of("paper", Objects.requireNonNull(paper.id()));
    }

    private ResourceEntry entry(Resource resource) {
        return host.administration().resources().find(resource).orElseThrow();
    }

    private Folder persisted(Folder folder) {
        host.inTransaction(entities -> entities.persist(folder));
        return folder;
    }

    private Paper persisted(Paper paper) {
        host.inTransaction(entities -> entities.persist(paper));
        return paper;
    }

    private long column(String table, Object id) {
        return Objects.requireNonNull(
                host.jdbc().queryForObject("select resource_id from " + table + " where id = ?", Long.class, id));
    }

    @Test
    void aRowWithAnIdFromASequenceIsInsertedWithItsKey() {
        Folder folder = persisted(new Folder("plans", null).owned("carol"));

        ResourceEntry entry = entry(resource(folder));
        assertThat(entry.key()).isEqualTo(folder.resourceId()).isEqualTo(column("Folder", folder.id()));
        assertThat(entry.owner()).isEqualTo(Subject.user("carol"));
        assertThat(entry.parent()).isNull();
        assertThat(folder.version()).isZero();
    }

    @Test
    void aRowThatGetsItsIdFromTheDatabaseGetsItsKeyBehindTheFlush() {
        Folder folder = persisted(new Folder("plans", null));
        Paper paper = new Paper("draft", folder).by(7L);
        host.inTransaction(entities -> {
            entities.persist(paper);
            entities.flush();
            assertThat(paper.resourceId()).isNotNull();
        });

        ResourceEntry entry = entry(resource(paper));
        assertThat(entry.key()).isEqualTo(paper.resourceId()).isEqualTo(column("Paper", paper.id()));
        assertThat(entry.parent()).isEqualTo(resource(folder));
        assertThat(entry.owner()).isEqualTo(Subject.user("7"));
        assertThat(paper.version()).as("version").isZero();
    }

    @Test
    void aRowThatGetsItsIdFromTheDatabaseHasAResourceThoughItsEntityIsForgotten() {
        Paper paper = new Paper("draft", null);
        host.inTransaction(entities -> {
            entities.persist(paper);
            entities.clear();
        });

        assertThat(entry(resource(paper)).key()).isEqualTo(column("Paper", paper.id()));
    }

    @Test
    void idsThatAreGivenAndUuidsAreTakenAsText() {
        Note note = new Note("a b", "default", null);
        Picture picture = new Picture();
        host.inTransaction(entities -> {
            entities.persist(note);
            entities.persist(picture);
        });

        assertThat(entry(Resource.of("note", "a b")).key()).isEqualTo(note.resource());
        assertThat(entry(Resource.of(
                                "picture", Objects.requireNonNull(picture.id()).toString()))
                        .key())
                .isEqualTo(picture.resourceId());
    }

    @Test
    void whatIsMergedIsRegisteredToo() {
        Note merged = host.answer(entities -> entities.merge(new Note("merged", "default", null)));

        assertThat(merged.resource())
                .isEqualTo(entry(Resource.of("note", "merged")).key());
        // As a form would send it, without the key.
        host.inTransaction(entities -> entities.merge(new Note("merged", "default", null).saying("hello")));
        assertThat(host.jdbc().queryForObject("select guarded_by from Note where id = 'merged'", Long.class))
                .isEqualTo(merged.resource());
    }

    @Test
    void aNewRowHasAResourceOfItsOwnWhateverKeyTheCallerHasSet() {
        Long victim = persisted(new Folder("victim", null)).resourceId();
        Folder folder = new Folder("folder", null).bind(victim);
        Paper paper = new Paper("paper", null).bind(victim);
        Picture picture = new Picture().bind(victim);
        Note note = new Note("persisted", "default", null).bind(victim);
        host.inTransaction(entities -> {
            List.of(folder, paper, picture, note).forEach(entities::persist);
            entities.flush();
            // Whoever reads it before the commit, or sets it once more.
            assertThat(paper.bind(victim).title()).isEqualTo("paper");
        });
        Note merged = host.answer(entities -> entities.merge(new Note("merged", "default", null).bind(victim)));
        Paper mergedPaper = host.answer(entities -> entities.merge(new Paper("merged", null).bind(victim)));

        assertBelongs("Folder", folder.id(), resource(folder), folder.resourceId());
        assertBelongs("Paper", paper.id(), resource(paper), paper.resourceId());
        assertBelongs("Paper", mergedPaper.id(), resource(mergedPaper), mergedPaper.resourceId());
        assertBelongs("Picture", null, Resource.of("picture", String.valueOf(picture.id())), picture.resourceId());
        assertThat(entry(Resource.of("note", "persisted")).key()).isEqualTo(note.resource());
        assertThat(entry(Resource.of("note", "merged")).key()).isEqualTo(merged.resource());
        assertThat(host.jdbc().queryForList("select guarded_by from Note order by id", Long.class))
                .containsExactly(merged.resource(), note.resource());
    }

    @Test
    void aRowKeepsItsResourceWhateverKeyTheCallerHasSet() {
        Long victim = persisted(new Folder("victim", null)).resourceId();
        Folder folder = persisted(new Folder("folder", null));
        Paper paper = persisted(new Paper("paper", folder));
        Long ofFolder = folder.resourceId();
        Long ofPaper = paper.resourceId();

        Folder top = persisted(new Folder("top", null));
        folder.bind(victim).rename("renamed");
        folder.move(top);
        Folder merged = host.answer(entities -> entities.merge(folder));
        Paper unchanged = host.answer(entities -> entities.merge(paper.bind(null)));
        host.inTransaction(entities -> entities.find(Paper.class, paper.id()).bind(victim));

        assertThat(merged.title()).isEqualTo("renamed");
        assertThat(merged.resourceId()).isEqualTo(ofFolder);
        assertThat(unchanged.resourceId()).isEqualTo(ofPaper);
        assertBelongs("Folder", folder.id(), resource(folder), ofFolder);
        assertBelongs("Paper", paper.id(), resource(paper), ofPaper);
        assertThat(entry(resource(folder)).parent()).isEqualTo(resource(top));

        host.inTransaction(entities ->
                entities.remove(entities.find(Paper.class, paper.id()).bind(victim)));
        assertThat(host.administration().resources().find(resource(paper))).isEmpty();
        assertThat(host.jdbc().queryForObject("select count(*) from Folder where resource_id = ?", Long.class, victim))
                .isOne();
    }

    private void assertBelongs(String table, @Nullable Object id, Resource resource, @Nullable Long shown) {
        long key = entry(resource).key();
        assertThat(shown).isEqualTo(key);
        assertThat(
                        id == null
                                ? host.jdbc().queryForObject("select resource_id from " + table, Long.class)
                                : Long.valueOf(column(table, id)))
                .isEqualTo(key);
    }

    @Test
    void aTypeThatNobodyHasDeclaredIsRefusedWithTheRow() {
        host.administration().tenants().create(Tenant.of("third"));

        assertThatThrownBy(() -> host.inTransaction(entities -> entities.persist(new Note("n", "third", null))))
                .hasStackTraceContaining(
                        "There is no resource type 'note' in tenant 'third'. Check its spelling, or declare it"
                                + " with resourceTypes().define(...).");
        assertThat(host.jdbc().queryForObject("select count(*) from Note", Long.class))
                .isZero();
    }

    @Test
    void aTreeIsRegisteredByOneFlushInWhateverOrder() {
        Folder root = new Folder("root", null);
        Folder below = root.add("below").add("further");
        persisted(root);

        Folder middle = root.folders().get(0);
        assertThat(host.trees()).isEqualTo(resource(root) + "(" + resource(middle) + "(" + resource(below) + "))");
    }

    @Test
    void aParentThatIsSetBehindPersistIsTheParent() {
        Folder root = new Folder("root", null);
        Folder late = new Folder("late", null);
        host.inTransaction(entities -> {
            entities.persist(late);
            entities.persist(root);
            late.move(root);
        });

        assertThat(host.trees()).isEqualTo(resource(root) + "(" + resource(late) + ")");
    }

    @Test
    void parentsAndChildrenWithIdsOfBothKindsAreRegisteredInOneTransaction() {
        Folder root = new Folder("root", null);
        Paper first = new Paper("first", root);
        Folder next = new Folder("next", root);
        Paper second = new Paper("second", next);
        host.inTransaction(entities -> {
            entities.persist(root);
            entities.persist(first);
            entities.persist(next);
            entities.persist(second);
        });

        assertThat(entry(resource(second)).level()).isEqualTo(3);
        assertThat(entry(resource(first)).parent()).isEqualTo(resource(root));
    }

    @Test
    void anotherParentMovesTheResource() {
        Folder from = persisted(new Folder("from", null));
        Folder to = persisted(new Folder("to", null));
        Paper paper = persisted(new Paper("paper", from));

        host.inTransaction(
                entities -> entities.find(Paper.class, paper.id()).move(entities.getReference(Folder.class, to.id())));
        assertThat(entry(resource(paper)).parent()).isEqualTo(resource(to));
        assertThat(lastChange().kind()).isEqualTo(Change.Kind.RESOURCE);
        assertThat(last().actor()).isEqualTo(GuardedHost.ALICE);

        host.inTransaction(entities -> entities.find(Paper.class, paper.id()).move(null));
        assertThat(entry(resource(paper)).parent()).isNull();
    }

    @Test
    void whatIsMergedFromOutsideMovesToo() {
        Folder from = persisted(new Folder("from", null));
        Folder to = persisted(new Folder("to", null));
        Paper detached = persisted(new Paper("paper", from));

        detached.move(to);
        host.inTransaction(entities -> entities.merge(detached));

        assertThat(entry(resource(detached)).parent()).isEqualTo(resource(to));
    }

    @Test
    void parentAndChildChangePlacesInOneFlush() {
        Folder top = new Folder("top", null);
        Folder below = top.add("below");
        Folder lowest = below.add("lowest");
        persisted(top);

        host.inTransaction(entities -> {
            Folder first = entities.find(Folder.class, top.id());
            Folder third = entities.find(Folder.class, lowest.id());
            first.move(third);
            entities.find(Folder.class, below.id()).move(null);
        });

        assertThat(host.trees()).isEqualTo(resource(below) + "(" + resource(lowest) + "(" + resource(top) + "))");
    }

    @Test
    void anotherOwnerTakesOverTheResource() {
        Folder folder = persisted(new Folder("plans", null).owned("carol"));

        host.inTransaction(entities -> entities.find(Folder.class, folder.id()).owned("dave"));
        assertThat(entry(resource(folder)).owner()).isEqualTo(Subject.user("dave"));

        host.inTransaction(entities -> entities.find(Folder.class, folder.id()).owned(null));
        assertThat(entry(resource(folder)).owner()).isNull();
    }

    @Test
    void whatIsChangedOtherwiseTakesNoRevision() {
        Folder folder = persisted(new Folder("plans", null).owned("carol"));
        long before = last().revision();

        host.inTransaction(entities -> entities.find(Folder.class, folder.id()).rename("better plans"));

        assertThat(last().revision()).isEqualTo(before);
    }

    @Test
    void aDeletedRowTakesItsResourceAlongWithWhatIsGrantedOnIt() {
        Folder folder = persisted(new Folder("plans", null));
        host.administration()
                .grants()
                .grant(Grant.allow(Subject.user("bob"), "read").on(resource(folder)));

        host.inTransaction(entities -> entities.remove(entities.find(Folder.class, folder.id())));

        assertThat(host.trees()).isEmpty();
        assertThat(host.administration().grants().list()).isEmpty();
        assertThat(last().actor()).isEqualTo(GuardedHost.ALICE);
    }

    @Test
    void aRowThatIsRemovedByReferenceAloneTakesItsResourceAlong() {
        Paper paper = persisted(new Paper("draft", null));

        host.inTransaction(entities -> entities.remove(entities.getReference(Paper.class, paper.id())));

        assertThat(host.trees()).isEmpty();
    }

    @Test
    void cascadesTakeAWholeTreeAndOrphansGo() {
        Folder root = new Folder("root", null);
        root.add("first").add("below");
        Folder second = root.add("second");
        persisted(root);

        host.inTransaction(
                entities -> entities.find(Folder.class, root.id()).folders().remove(0));
        assertThat(host.trees()).isEqualTo(resource(root) + "(" + resource(second) + ")");

        host.inTransaction(entities -> entities.remove(entities.find(Folder.class, root.id())));
        assertThat(host.trees()).isEmpty();
    }

    @Test
    void childrenAndParentsGoInFlushesOfTheirOwn() {
        Folder root = new Folder("root", null);
        Folder below = root.add("below");
        persisted(root);
        host.administration()
                .grants()
                .grant(Grant.allow(Subject.user("bob"), "read").on(resource(below)));

        host.inTransaction(entities -> {
            Folder top = entities.find(Folder.class, root.id());
            top.folders().clear();
            entities.flush();
            entities.remove(top);
        });

        assertThat(host.trees()).isEmpty();
    }

    @Test
    void whatIsInsertedAndRemovedInOneTransactionLeavesNothing() {
        host.inTransaction(entities -> {
            Paper paper = new Paper("draft", null);
            Folder folder = new Folder("plans", null);
            entities.persist(paper);
            entities.persist(folder);
            entities.remove(paper);
            entities.remove(folder);
        });
        host.inTransaction(entities -> {
            Paper paper = new Paper("draft", null);
            Folder folder = new Folder("plans", null);
            entities.persist(paper);
            entities.persist(folder);
            entities.flush();
            entities.remove(paper);
            entities.remove(folder);
        });

        assertThat(host.trees()).isEmpty();
    }

    @Test
    void aRowIsNotDeletedWithResourcesBelowThatOthersHaveRegistered() {
        Folder folder = persisted(new Folder("plans", null));
        host.administration().resourceTypes().defineIfMissing("thing", "", List.of("read"));
        host.administration()
                .resources()
                .register(io.tiergate.admin.NewResource.of(Resource.of("thing", 1))
                        .below(resource(folder)));

        assertThatThrownBy(
                        () -> host.inTransaction(entities -> entities.remove(entities.find(Folder.class, folder.id()))))
                .hasStackTraceContaining("'thing:1' stands below one of the resources that are to be deleted");
        assertThat(host.jdbc().queryForObject("select count(*) from Folder", Long.class))
                .isOne();
        assertThat(host.trees()).isEqualTo(resource(folder) + "(thing:1)");
    }

    @Test
    void whatIsRolledBackNeverWas() {
        Folder kept = persisted(new Folder("kept", null));
        host.transactions().executeWithoutResult(status -> {
            host.entityManager().persist(new Folder("new", kept));
            host.entityManager().persist(new Paper("new", kept));
            host.entityManager().remove(host.entityManager().find(Folder.class, kept.id()));
            host.entityManager().persist(new Picture());
            status.setRollbackOnly();
        });
        host.transactions().executeWithoutResult(status -> {
            host.entityManager().persist(new Folder("new", null));
            host.entityManager().persist(new Paper("new", kept));
            host.entityManager().flush();
            status.setRollbackOnly();
        });

        assertThat(host.trees()).isEqualTo(resource(kept).toString());
        assertThat(host.jdbc().queryForObject("select count(*) from Paper", Long.class))
                .isZero();
    }

    @Test
    void aLostRaceForARowLeavesItsResourceAsItIs() {
        Folder from = persisted(new Folder("from", null));
        Folder to = persisted(new Folder("to", null));
        Folder stale = persisted(new Folder("moved", from));
        host.inTransaction(entities -> entities.find(Folder.class, stale.id()).rename("changed"));

        stale.move(to);
        assertThatThrownBy(() -> host.inTransaction(entities -> entities.merge(stale)))
                .isInstanceOf(OptimisticLockException.class);
        assertThat(entry(resource(stale)).parent()).isEqualTo(resource(from));
    }

    @Test
    void aRowNamesTheTenantOfItsResource() {
        Note note = new Note("n", "other", null);
        host.inTransaction(entities -> entities.persist(note));

        assertThat(host.administration().resources().find(Resource.of("note", "n")))
                .isEmpty();
        assertThat(host.administration()
                        .inTenant(Tenant.of("other"))
                        .resources()
                        .find(Resource.of("note", "n")))
                .isPresent();

        assertThatThrownBy(() -> host.inTransaction(
                        entities -> entities.find(Note.class, "n").moveTo("default")))
                .hasStackTraceContaining("'note:n' cannot be moved from the tenant 'other' to the tenant 'default'");
        host.inTransaction(entities -> entities.remove(entities.find(Note.class, "n")));
        assertThat(host.administration()
                        .inTenant(Tenant.of("other"))
                        .resources()
                        .roots(0, 10))
                .isEmpty();
    }

    @Test
    void anIdThatNoResourceCanHaveIsRefusedWithTheRow() {
        assertThatThrownBy(() -> host.inTransaction(entities -> entities.persist(new Note("a\nb", "default", null))))
                .hasStackTraceContaining("resource id");
        assertThat(host.jdbc().queryForObject("select count(*) from Note", Long.class))
                .isZero();
    }

    @Test
    void withoutATransactionThatIsSharedNothingIsWritten() {
        var own = host.factory().createEntityManager();
        try {
            own.getTransaction().begin();
            own.persist(new Picture());
            assertThatThrownBy(own::flush).hasStackTraceContaining("JpaTransactionManager");
            own.getTransaction().rollback();
        } finally {
            own.close();
        }
        assertThat(host.trees()).isEmpty();
    }

    @Test
    void aStatelessSessionIsRefused() {
        var sessions = host.factory().unwrap(org.hibernate.SessionFactory.class);
        try (var stateless = sessions.openStatelessSession()) {
            Note note = new Note("n", "default", null);
            assertThatThrownBy(() -> stateless.insert(note)).hasStackTraceContaining("by a stateless session");
        }
    }

    @Test
    void nothingOfATransactionIsKeptForTheNextOne() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Picture picture = new Picture();
            host.inTransaction(entities -> entities.persist(picture));
            ids.add(picture.id());
        }

        assertThat(ids).allSatisfy(id -> entry(Resource.of("picture", id.toString())));
        assertThat(host.without("Picture")).isZero();
    }

    private Change lastChange() {
        List<Change> changes = last().changes();
        return changes.get(changes.size() - 1);
    }

    private ChangeSet last() {
        List<ChangeSet> all = host.administration().changesAfter(0, 10_000);
        return all.get(all.size() - 1);
    }
}
