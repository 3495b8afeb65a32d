package io.tiergate.entity;

import static io.tiergate.entity.GuardedEntitiesScene.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.admin.ResourceEntry;
import io.tiergate.entity.host.Folder;
import io.tiergate.entity.host.Note;
import io.tiergate.entity.host.Paper;
import io.tiergate.entity.host.Picture;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The keys of resources in the rows: which a row gets, and that no caller has a say in it. */
interface GuardedEntitiesKeys extends GuardedEntitiesScene {

    @Test
    default void aRowWithAnIdFromASequenceIsInsertedWithItsKey() {
        Folder folder = persisted(new Folder("plans", null).owned("carol"));

        ResourceEntry entry = entry(resource(folder));
        assertThat(entry.key()).isEqualTo(folder.resourceId()).isEqualTo(column("Folder", folder.id()));
        assertThat(entry.owner()).isEqualTo(Subject.user("carol"));
        assertThat(entry.parent()).isNull();
        assertThat(folder.version()).isZero();
    }

    @Test
    default void aRowThatGetsItsIdFromTheDatabaseGetsItsKeyBehindTheFlush() {
        Folder folder = persisted(new Folder("plans", null));
        Paper paper = new Paper("draft", folder).by(7L);
        host().inTransaction(entities -> {
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
    default void aRowThatGetsItsIdFromTheDatabaseHasAResourceThoughItsEntityIsForgotten() {
        Paper paper = new Paper("draft", null);
        host().inTransaction(entities -> {
            entities.persist(paper);
            entities.clear();
        });

        assertThat(entry(resource(paper)).key()).isEqualTo(column("Paper", paper.id()));
    }

    @Test
    default void idsThatAreGivenAndUuidsAreTakenAsText() {
        Note note = new Note("a b", "default", null);
        Picture picture = new Picture();
        host().inTransaction(entities -> {
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
    default void whatIsMergedIsRegisteredToo() {
        Note merged = host().answer(entities -> entities.merge(new Note("merged", "default", null)));

        assertThat(merged.resource())
                .isEqualTo(entry(Resource.of("note", "merged")).key());
        // As a form would send it, without the key.
        host().inTransaction(entities -> entities.merge(new Note("merged", "default", null).saying("hello")));
        assertThat(host().jdbc().queryForObject("select guarded_by from Note where id = 'merged'", Long.class))
                .isEqualTo(merged.resource());
    }

    @Test
    default void aNewRowHasAResourceOfItsOwnWhateverKeyTheCallerHasSet() {
        Long victim = persisted(new Folder("victim", null)).resourceId();
        Folder folder = new Folder("folder", null).bind(victim);
        Paper paper = new Paper("paper", null).bind(victim);
        Picture picture = new Picture().bind(victim);
        Note note = new Note("persisted", "default", null).bind(victim);
        host().inTransaction(entities -> {
            List.of(folder, paper, picture, note).forEach(entities::persist);
            entities.flush();
            // Whoever reads it before the commit, or sets it once more.
            assertThat(paper.bind(victim).title()).isEqualTo("paper");
        });
        Note merged = host().answer(entities -> entities.merge(new Note("merged", "default", null).bind(victim)));
        Paper mergedPaper = host().answer(entities -> entities.merge(new Paper("merged", null).bind(victim)));

        assertBelongs("Folder", folder.id(), resource(folder), folder.resourceId());
        assertBelongs("Paper", paper.id(), resource(paper), paper.resourceId());
        assertBelongs("Paper", mergedPaper.id(), resource(mergedPaper), mergedPaper.resourceId());
        assertBelongs("Picture", null, Resource.of("picture", String.valueOf(picture.id())), picture.resourceId());
        assertThat(entry(Resource.of("note", "persisted")).key()).isEqualTo(note.resource());
        assertThat(entry(Resource.of("note", "merged")).key()).isEqualTo(merged.resource());
        assertThat(host().jdbc().queryForList("select guarded_by from Note order by id", Long.class))
                .containsExactly(merged.resource(), note.resource());
    }

    @Test
    default void aRowKeepsItsResourceWhateverKeyTheCallerHasSet() {
        Long victim = persisted(new Folder("victim", null)).resourceId();
        Folder folder = persisted(new Folder("folder", null));
        Paper paper = persisted(new Paper("paper", folder));
        Long ofFolder = folder.resourceId();
        Long ofPaper = paper.resourceId();

        Folder top = persisted(new Folder("top", null));
        folder.bind(victim).rename("renamed");
        folder.move(top);
        Folder merged = host().answer(entities -> entities.merge(folder));
        Paper unchanged = host().answer(entities -> entities.merge(paper.bind(null)));
        host().inTransaction(entities -> entities.find(Paper.class, paper.id()).bind(victim));

        assertThat(merged.title()).isEqualTo("renamed");
        assertThat(merged.resourceId()).isEqualTo(ofFolder);
        assertThat(unchanged.resourceId()).isEqualTo(ofPaper);
        assertBelongs("Folder", folder.id(), resource(folder), ofFolder);
        assertBelongs("Paper", paper.id(), resource(paper), ofPaper);
        assertThat(entry(resource(folder)).parent()).isEqualTo(resource(top));

        host().inTransaction(entities ->
                entities.remove(entities.find(Paper.class, paper.id()).bind(victim)));
        assertThat(host().administration().resources().find(resource(paper))).isEmpty();
        assertThat(host().jdbc()
                        .queryForObject("select count(*) from Folder where resource_id = ?", Long.class, victim))
                .isOne();
    }

    @Test
    default void aRowKeepsItsResourceWhateverKeyACallbackHasSet() {
        Long victim = persisted(new Folder("victim", null)).resourceId();
        Folder top = persisted(new Folder("top", null));
        Paper paper = persisted(new Paper("paper", null));
        Long ofPaper = paper.resourceId();

        Paper moved = host().answer(entities -> {
            Paper found = entities.find(Paper.class, paper.id()).bindLate(victim);
            found.move(entities.getReference(Folder.class, top.id()));
            entities.flush();
            return found;
        });

        assertBelongs("Paper", moved.id(), resource(moved), moved.resourceId());
        assertThat(moved.resourceId()).isEqualTo(ofPaper);
        assertThat(entry(resource(moved)).parent()).isEqualTo(resource(top));
    }

    private void assertBelongs(String table, @Nullable Object id, Resource resource, @Nullable Long shown) {
        long key = entry(resource).key();
        assertThat(shown).isEqualTo(key);
        assertThat(
                        id == null
                                ? host().jdbc().queryForObject("select resource_id from " + table, Long.class)
                                : Long.valueOf(column(table, id)))
                .isEqualTo(key);
    }
}
