package io.tiergate.entity;

import static io.tiergate.entity.GuardedEntitiesScene.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import io.tiergate.change.Change;
import io.tiergate.entity.host.Folder;
import io.tiergate.entity.host.Paper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Trees of rows, and rows that get another parent or owner. */
interface GuardedEntitiesMoves extends GuardedEntitiesScene {

    @Test
    default void aTreeIsRegisteredByOneFlushInWhateverOrder() {
        Folder root = new Folder("root", null);
        Folder below = root.add("below").add("further");
        persisted(root);

        Folder middle = root.folders().get(0);
        assertThat(host().trees()).isEqualTo(resource(root) + "(" + resource(middle) + "(" + resource(below) + "))");
    }

    @Test
    default void aParentThatIsSetBehindPersistIsTheParent() {
        Folder root = new Folder("root", null);
        Folder late = new Folder("late", null);
        host().inTransaction(entities -> {
            entities.persist(late);
            entities.persist(root);
            late.move(root);
        });

        assertThat(host().trees()).isEqualTo(resource(root) + "(" + resource(late) + ")");
    }

    @Test
    default void parentsAndChildrenWithIdsOfBothKindsAreRegisteredInOneTransaction() {
        Folder root = new Folder("root", null);
        Paper first = new Paper("first", root);
        Folder next = new Folder("next", root);
        Paper second = new Paper("second", next);
        host().inTransaction(entities -> {
            entities.persist(root);
            entities.persist(first);
            entities.persist(next);
            entities.persist(second);
        });

        assertThat(entry(resource(second)).level()).isEqualTo(3);
        assertThat(entry(resource(first)).parent()).isEqualTo(resource(root));
    }

    @Test
    default void anotherParentMovesTheResource() {
        Folder from = persisted(new Folder("from", null));
        Folder to = persisted(new Folder("to", null));
        Paper paper = persisted(new Paper("paper", from));

        host().inTransaction(entities ->
                entities.find(Paper.class, paper.id()).move(entities.getReference(Folder.class, to.id())));
        assertThat(entry(resource(paper)).parent()).isEqualTo(resource(to));
        assertThat(lastChange().kind()).isEqualTo(Change.Kind.RESOURCE);
        assertThat(last().actor()).isEqualTo(GuardedHost.ALICE);

        host().inTransaction(entities -> entities.find(Paper.class, paper.id()).move(null));
        assertThat(entry(resource(paper)).parent()).isNull();
    }

    @Test
    default void whatIsMergedFromOutsideMovesToo() {
        Folder from = persisted(new Folder("from", null));
        Folder to = persisted(new Folder("to", null));
        Paper detached = persisted(new Paper("paper", from));

        detached.move(to);
        host().inTransaction(entities -> entities.merge(detached));

        assertThat(entry(resource(detached)).parent()).isEqualTo(resource(to));
    }

    @Test
    default void parentAndChildChangePlacesInOneFlush() {
        Folder top = new Folder("top", null);
        Folder below = top.add("below");
        Folder lowest = below.add("lowest");
        persisted(top);

        host().inTransaction(entities -> {
            Folder first = entities.find(Folder.class, top.id());
            Folder third = entities.find(Folder.class, lowest.id());
            first.move(third);
            entities.find(Folder.class, below.id()).move(null);
        });

        assertThat(host().trees()).isEqualTo(resource(below) + "(" + resource(lowest) + "(" + resource(top) + "))");
    }

    @Test
    default void anotherOwnerTakesOverTheResource() {
        Folder folder = persisted(new Folder("plans", null).owned("carol"));

        host().inTransaction(
                        entities -> entities.find(Folder.class, folder.id()).owned("dave"));
        assertThat(entry(resource(folder)).owner()).isEqualTo(Subject.user("dave"));

        host().inTransaction(
                        entities -> entities.find(Folder.class, folder.id()).owned(null));
        assertThat(entry(resource(folder)).owner()).isNull();
    }

    @Test
    default void whatIsChangedOtherwiseTakesNoRevision() {
        Folder folder = persisted(new Folder("plans", null).owned("carol"));
        long before = last().revision();

        host().inTransaction(
                        entities -> entities.find(Folder.class, folder.id()).rename("better plans"));

        assertThat(last().revision()).isEqualTo(before);
    }

    private Change lastChange() {
        List<Change> changes = last().changes();
        return changes.get(changes.size() - 1);
    }
}
