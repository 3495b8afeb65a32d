package io.tiergate.entity;

import static io.tiergate.entity.GuardedEntitiesScene.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.admin.NewResource;
import io.tiergate.entity.host.Folder;
import io.tiergate.entity.host.Paper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that are deleted, and what goes with them. */
interface GuardedEntitiesRemoval extends GuardedEntitiesScene {

    @Test
    default void aDeletedRowTakesItsResourceAlongWithWhatIsGrantedOnIt() {
        Folder folder = persisted(new Folder("plans", null));
        host().administration()
                .grants()
                .grant(Grant.allow(Subject.user("bob"), "read").on(resource(folder)));

        host().inTransaction(entities -> entities.remove(entities.find(Folder.class, folder.id())));

        assertThat(host().trees()).isEmpty();
        assertThat(host().administration().grants().list()).isEmpty();
        assertThat(last().actor()).isEqualTo(GuardedHost.ALICE);
    }

    @Test
    default void aRowThatIsRemovedByReferenceAloneTakesItsResourceAlong() {
        Paper paper = persisted(new Paper("draft", null));

        host().inTransaction(entities -> entities.remove(entities.getReference(Paper.class, paper.id())));

        assertThat(host().trees()).isEmpty();
    }

    @Test
    default void cascadesTakeAWholeTreeAndOrphansGo() {
        Folder root = new Folder("root", null);
        root.add("first").add("below");
        Folder second = root.add("second");
        persisted(root);

        host().inTransaction(entities ->
                entities.find(Folder.class, root.id()).folders().remove(0));
        assertThat(host().trees()).isEqualTo(resource(root) + "(" + resource(second) + ")");

        host().inTransaction(entities -> entities.remove(entities.find(Folder.class, root.id())));
        assertThat(host().trees()).isEmpty();
    }

    @Test
    default void childrenAndParentsGoInFlushesOfTheirOwn() {
        Folder root = new Folder("root", null);
        Folder below = root.add("below");
        persisted(root);
        host().administration()
                .grants()
                .grant(Grant.allow(Subject.user("bob"), "read").on(resource(below)));

        host().inTransaction(entities -> {
            Folder top = entities.find(Folder.class, root.id());
            top.folders().clear();
            entities.flush();
            entities.remove(top);
        });

        assertThat(host().trees()).isEmpty();
    }

    @Test
    default void whatIsInsertedAndRemovedInOneTransactionLeavesNothing() {
        host().inTransaction(entities -> {
            Paper paper = new Paper("draft", null);
            Folder folder = new Folder("plans", null);
            entities.persist(paper);
            entities.persist(folder);
            entities.remove(paper);
            entities.remove(folder);
        });
        host().inTransaction(entities -> {
            Paper paper = new Paper("draft", null);
            Folder folder = new Folder("plans", null);
            entities.persist(paper);
            entities.persist(folder);
            entities.flush();
            entities.remove(paper);
            entities.remove(folder);
        });

        assertThat(host().trees()).isEmpty();
    }

    @Test
    default void aRowIsNotDeletedWithResourcesBelowThatOthersHaveRegistered() {
        Folder folder = persisted(new Folder("plans", null));
        host().administration().resourceTypes().defineIfMissing("thing", "", List.of("read"));
        host().administration()
                .resources()
                .register(NewResource.of(Resource.of("thing", 1)).below(resource(folder)));

        assertThatThrownBy(() ->
                        host().inTransaction(entities -> entities.remove(entities.find(Folder.class, folder.id()))))
                .hasStackTraceContaining("'thing:1' stands below one of the resources that are to be deleted");
        assertThat(host().jdbc().queryForObject("select count(*) from Folder", Long.class))
                .isOne();
        assertThat(host().trees()).isEqualTo(resource(folder) + "(thing:1)");
    }
}
