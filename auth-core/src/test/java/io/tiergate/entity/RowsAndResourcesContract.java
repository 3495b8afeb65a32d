package io.tiergate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.entity.plain.Box;
import io.tiergate.entity.tenants.Parcel;
import io.tiergate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A row and its resource never part, whoever writes at the same time, and as whomever. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RowsAndResourcesContract {

    private final TestDatabase database;
    private PlainHost host;

    RowsAndResourcesContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    void start() {
        host = new PlainHost(database.fresh(), Box.class, "box", Map.of());
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @BeforeEach
    void empty() {
        host.become(Tenant.DEFAULT);
        host.jdbc().update("update Box set around_id = null");
        host.jdbc().update("delete from Box");
        for (Tenant tenant : List.of(Tenant.DEFAULT, PlainHost.OTHER)) {
            host.administration(tenant)
                    .resources()
                    .roots(0, 100)
                    .forEach(root -> host.administration(tenant).resources().deleteBranch(root.resource()));
        }
    }

    private static Resource box(long id) {
        return Resource.of("box", id);
    }

    private void persist(Box... boxes) {
        host.inTransaction(entities -> List.of(boxes).forEach(entities::persist));
    }

    private void change(long id, Consumer<Box> change) {
        host.inTransaction(entities -> change.accept(entities.find(Box.class, id)));
    }

    private static void into(EntityManager entities, Box box, long around) {
        box.move(entities.getReference(Box.class, around));
    }

    private <T> T column(String column, long id, Class<T> type) {
        return Objects.requireNonNull(
                host.jdbc().queryForObject("select " + column + " from Box where id = ?", type, id));
    }

    /** Commits a change of others, between the reading of the box 3 and the writing. */
    private void overtake(Consumer<Box> mine, Consumer<EntityManager> theirs) {
        TransactionTemplate further = new TransactionTemplate(
                Objects.requireNonNull(host.transactions().getTransactionManager()));
        further.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        host.inTransaction(entities -> {
            Box read = entities.find(Box.class, 3L);
            further.executeWithoutResult(status -> host.inTransaction(theirs));
            mine.accept(read);
        });
    }

    @Test
    void whoChangesSomethingElseDoesNotWriteTheParentAndTheOwnerBackThatHeHasRead() {
        persist(new Box(1, null), new Box(2, null), new Box(3, null));
        change(3, box -> box.owned("carol"));
        host.inTransaction(entities -> into(entities, entities.find(Box.class, 3L), 1));

        overtake(box -> box.label("mine"), entities -> {
            into(entities, entities.find(Box.class, 3L), 2);
            entities.find(Box.class, 3L).owned("dave");
        });

        assertThat(column("label", 3, String.class)).isEqualTo("mine");
        assertThat(column("around_id", 3, Long.class)).isEqualTo(2);
        assertThat(column("owner", 3, String.class)).isEqualTo("dave");
        assertThat(host.entry(box(3)).parent()).isEqualTo(box(2));
        assertThat(host.entry(box(3)).owner()).isEqualTo(Subject.user("dave"));
    }

    @Test
    void aRowIsNotMovedHandedOverOrDeletedInAnotherTenantThanThatOfItsResource() {
        persist(new Box(1, null), new Box(2, null));
        host.become(PlainHost.OTHER);

        String problem = "The row of 'box:2' has the resource with the key " + column("resource_id", 2, Long.class)
                + ", which is not registered as that in the tenant 'other'";
        assertThatThrownBy(() -> host.inTransaction(entities -> into(entities, entities.find(Box.class, 2L), 1)))
                .hasStackTraceContaining(problem);
        assertThatThrownBy(() -> change(2, box -> box.owned("mallory"))).hasStackTraceContaining(problem);
        assertThatThrownBy(() -> host.inTransaction(entities -> entities.remove(entities.find(Box.class, 2L))))
                .hasStackTraceContaining(problem);

        // Not even if the tenant has one of that name.
        host.administration(PlainHost.OTHER).resources().register(box(2));
        assertThatThrownBy(() -> host.inTransaction(entities -> entities.remove(entities.find(Box.class, 2L))))
                .hasStackTraceContaining(problem);
        assertThat(host.found(PlainHost.OTHER, box(2))).isPresent();
        change(2, box -> box.label("anybody's"));

        host.become(Tenant.DEFAULT);
        assertThat(host.entry(box(2)).owner()).isNull();
        host.inTransaction(entities -> entities.remove(entities.find(Box.class, 2L)));
        assertThat(host.found(Tenant.DEFAULT, box(2))).isEmpty();
    }

    @Test
    void whatHasNoResourceYetIsNoParentAndTheErrorNamesTheAdoption() {
        host.jdbc().update("insert into Box (id) values (1)");
        persist(new Box(2, null));
        String problem =
                " cannot stand below 'box:1', whose row has no resource in the tenant 'default'. If it was there"
                        + " before its entity was guarded, register it by ResourceAdoption first";

        assertThatThrownBy(() -> host.inTransaction(
                        entities -> entities.persist(new Box(3, entities.getReference(Box.class, 1L)))))
                .hasStackTraceContaining("'box:3'" + problem);
        assertThatThrownBy(() -> host.inTransaction(entities -> into(entities, entities.find(Box.class, 2L), 1)))
                .hasStackTraceContaining("'box:2'" + problem);

        host.adoption().adopt(Box.class, progress -> {});
        persist(new Box(3, new Box(1, null)));
        assertThat(host.entry(box(3)).parent()).isEqualTo(box(1));
    }

    @Test
    void aStatelessSessionWritesNothing() {
        persist(new Box(1, null));
        long key = column("resource_id", 1, Long.class);
        SessionFactory sessions = host.factory().unwrap(SessionFactory.class);
        try (StatelessSession stateless = sessions.openStatelessSession()) {
            for (Consumer<StatelessSession> work : List.<Consumer<StatelessSession>>of(
                    session -> session.insert(new Box(2, null).withKey(key)),
                    session -> session.upsert(new Box(2, null).withKey(key)),
                    session -> session.update(new Box(1, null).owned("mallory")),
                    session -> session.delete(new Box(1, null)))) {
                stateless.beginTransaction();
                assertThatThrownBy(() -> work.accept(stateless))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("cannot be written by a stateless session");
                // As somebody who catches it.
                stateless.getTransaction().commit();
            }
        }
        assertThat(host.jdbc().queryForList("select id from Box where owner is null", Long.class))
                .containsExactly(1L);
    }

    @Test
    void anotherKeyThatIsMergedIsShownToNobody() {
        persist(new Box(1, null), new Box(2, null));
        long victim = column("resource_id", 1, Long.class);
        long own = column("resource_id", 2, Long.class);

        host.inTransaction(entities -> {
            Box merged = entities.merge(new Box(2, null).label("merged").withKey(victim));
            entities.flush();
            assertThat(merged.resourceId()).isEqualTo(own);
            merged.owned("carol");
        });

        assertThat(host.entry(box(2)).owner()).isEqualTo(Subject.user("carol"));
        assertThat(host.entry(box(1)).owner()).isNull();
        host.inTransaction(entities -> entities.remove(entities.merge(new Box(2, null).withKey(victim))));
        assertThat(host.found(Tenant.DEFAULT, box(2))).isEmpty();
        assertThat(host.found(Tenant.DEFAULT, box(1))).isPresent();
    }

    /** Hibernate's, while another one is current for Tiergate. */
    private static final class Other implements CurrentTenantIdentifierResolver<String> {

        @Override
        public String resolveCurrentTenantIdentifier() {
            return PlainHost.OTHER.toString();
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }

    @Test
    void theTenantThatHibernateSetsIsThatOfTheResource() {
        try (PlainHost tenants = new PlainHost(
                database.fresh(),
                Parcel.class,
                "parcel",
                Map.of(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, new Other()))) {
            Parcel parcel = new Parcel();
            tenants.inTransaction(entities -> entities.persist(parcel));
            Resource resource = Resource.of("parcel", Objects.requireNonNull(parcel.id()));

            assertThat(tenants.found(PlainHost.OTHER, resource).orElseThrow().key())
                    .isEqualTo(parcel.resourceId());
            tenants.inTransaction(entities -> entities.remove(entities.find(Parcel.class, parcel.id())));
            assertThat(tenants.found(PlainHost.OTHER, resource)).isEmpty();
        }
    }
}
