package io.tiergate.entity;

import static io.tiergate.entity.GuardedEntitiesScene.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.entity.host.Folder;
import io.tiergate.entity.host.Note;
import io.tiergate.entity.host.Paper;
import io.tiergate.entity.host.Picture;
import jakarta.persistence.OptimisticLockException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rows that are written in vain or not at all: what is refused, rolled back or lost. */
interface GuardedEntitiesRefusal extends GuardedEntitiesScene {

    @Test
    default void aTypeThatNobodyHasDeclaredIsRefusedWithTheRow() {
        host().administration().tenants().create(Tenant.of("third"));

        assertThatThrownBy(() -> host().inTransaction(entities -> entities.persist(new Note("n", "third", null))))
                .hasStackTraceContaining(
                        "There is no resource type 'note' in tenant 'third'. Check its spelling, or declare it"
                                + " with resourceTypes().define(...).");
        assertThat(host().jdbc().queryForObject("select count(*) from Note", Long.class))
                .isZero();
    }

    @Test
    default void anIdThatNoResourceCanHaveIsRefusedWithTheRow() {
        assertThatThrownBy(() -> host().inTransaction(entities -> entities.persist(new Note("a\nb", "default", null))))
                .hasStackTraceContaining("resource id");
        assertThat(host().jdbc().queryForObject("select count(*) from Note", Long.class))
                .isZero();
    }

    @Test
    default void aRowNamesTheTenantOfItsResource() {
        Note note = new Note("n", "other", null);
        host().inTransaction(entities -> entities.persist(note));

        assertThat(host().administration().resources().find(Resource.of("note", "n")))
                .isEmpty();
        assertThat(host().administration()
                        .inTenant(Tenant.of("other"))
                        .resources()
                        .find(Resource.of("note", "n")))
                .isPresent();

        assertThatThrownBy(() -> host().inTransaction(
                                entities -> entities.find(Note.class, "n").moveTo("default")))
                .hasStackTraceContaining("'note:n' cannot be moved from the tenant 'other' to the tenant 'default'");
        host().inTransaction(entities -> entities.remove(entities.find(Note.class, "n")));
        assertThat(host().administration()
                        .inTenant(Tenant.of("other"))
                        .resources()
                        .roots(0, 10))
                .isEmpty();
    }

    @Test
    default void whatIsRolledBackNeverWas() {
        Folder kept = persisted(new Folder("kept", null));
        host().transactions().executeWithoutResult(status -> {
            host().entityManager().persist(new Folder("new", kept));
            host().entityManager().persist(new Paper("new", kept));
            host().entityManager().remove(host().entityManager().find(Folder.class, kept.id()));
            host().entityManager().persist(new Picture());
            status.setRollbackOnly();
        });
        host().transactions().executeWithoutResult(status -> {
            host().entityManager().persist(new Folder("new", null));
            host().entityManager().persist(new Paper("new", kept));
            host().entityManager().flush();
            status.setRollbackOnly();
        });

        assertThat(host().trees()).isEqualTo(resource(kept).toString());
        assertThat(host().jdbc().queryForObject("select count(*) from Paper", Long.class))
                .isZero();
    }

    @Test
    default void aLostRaceForARowLeavesItsResourceAsItIs() {
        Folder from = persisted(new Folder("from", null));
        Folder to = persisted(new Folder("to", null));
        Folder stale = persisted(new Folder("moved", from));
        host().inTransaction(entities -> entities.find(Folder.class, stale.id()).rename("changed"));

        stale.move(to);
        assertThatThrownBy(() -> host().inTransaction(entities -> entities.merge(stale)))
                .isInstanceOf(OptimisticLockException.class);
        assertThat(entry(resource(stale)).parent()).isEqualTo(resource(from));
    }

    @Test
    default void withoutATransactionThatIsSharedNothingIsWritten() {
        var own = host().factory().createEntityManager();
        try {
            own.getTransaction().begin();
            own.persist(new Picture());
            assertThatThrownBy(own::flush).hasStackTraceContaining("JpaTransactionManager");
            own.getTransaction().rollback();
        } finally {
            own.close();
        }
        assertThat(host().trees()).isEmpty();
    }

    @Test
    default void aStatelessSessionIsRefused() {
        var sessions = host().factory().unwrap(org.hibernate.SessionFactory.class);
        try (var stateless = sessions.openStatelessSession()) {
            Note note = new Note("n", "default", null);
            assertThatThrownBy(() -> stateless.insert(note)).hasStackTraceContaining("by a stateless session");
        }
    }

    @Test
    default void nothingOfATransactionIsKeptForTheNextOne() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Picture picture = new Picture();
            host().inTransaction(entities -> entities.persist(picture));
            ids.add(picture.id());
        }

        assertThat(ids).allSatisfy(id -> entry(Resource.of("picture", id.toString())));
        assertThat(host().without("Picture")).isZero();
    }
}
