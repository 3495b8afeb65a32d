package io.tiergate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.annotations.SQLDelete;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The parent and the owner of a row are what the row itself has written. Needs no database. */
class WrittenByRowTest {

    private static SessionFactory start(Class<?>... entities) {
        MetadataSources sources = new MetadataSources(new StandardServiceRegistryBuilder()
                .applySettings(Map.of(
                        "hibernate.dialect",
                        "org.hibernate.dialect.H2Dialect",
                        "hibernate.boot.allow_jdbc_metadata_access",
                        false))
                .build());
        for (Class<?> entity : entities) {
            sources.addAnnotatedClass(entity);
        }
        return sources.buildMetadata().buildSessionFactory();
    }

    private static void refused(String problem, Class<?>... entities) {
        assertThatThrownBy(() -> start(entities).close())
                .isInstanceOf(InvalidGuardedEntityException.class)
                .hasMessageContaining(problem);
    }

    private static boolean writesOnlyWhatChanged(Class<?> entity) {
        try (SessionFactory factory = start(entity, Shelf.class)) {
            return factory.unwrap(SessionFactoryImplementor.class)
                    .getMappingMetamodel()
                    .getEntityDescriptor(entity)
                    .isDynamicUpdate();
        }
    }

    @Entity
    @GuardedEntity(type = "shelf")
    static class Shelf {

        @Id
        @GeneratedValue
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;
    }

    @Entity
    @GuardedEntity(type = "book", parent = "shelf")
    static class BesideItsId {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;

        @Column(name = "shelf_id")
        @Nullable
        Long shelfId;

        @ManyToOne
        @JoinColumn(name = "shelf_id", insertable = false, updatable = false)
        @Nullable
        Shelf shelf;
    }

    @Entity
    @GuardedEntity(type = "book", owner = "ownerId")
    static class OwnerBesideItsEntity {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;

        @ManyToOne
        @JoinColumn(name = "owner_id")
        @Nullable
        Shelf owner;

        @Column(name = "owner_id", insertable = false, updatable = false)
        @Nullable
        Long ownerId;
    }

    @Test
    void aReadOnlyParentOrOwnerIsRefused() {
        refused(
                "the attribute 'shelf' of parent = is not written with the row: something else sets its column, and the"
                        + " resource would not follow. Let it be inserted",
                BesideItsId.class,
                Shelf.class);
        refused(
                "the attribute 'ownerId' of owner = is not written with the row",
                OwnerBesideItsEntity.class,
                Shelf.class);
    }

    @Entity
    @GuardedEntity(type = "case")
    static class Case {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;

        @OneToOne
        @Nullable
        OtherSide inside;
    }

    @Entity
    @GuardedEntity(type = "book", parent = "around")
    static class OtherSide {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;

        @OneToOne(mappedBy = "inside")
        @Nullable
        Case around;
    }

    @Test
    void aParentThatTheOtherSideWritesIsRefused() {
        refused("the attribute 'around' of parent = is written by the other side", OtherSide.class, Case.class);
    }

    @Entity
    @GuardedEntity(type = "collector")
    static class Collector {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;

        @OneToMany
        @JoinColumn(name = "collector_id")
        List<Collected> books = new ArrayList<>();
    }

    @Entity
    @GuardedEntity(type = "book", parent = "collector")
    static class Collected {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;

        @ManyToOne
        @JoinColumn(name = "collector_id")
        @Nullable
        Collector collector;
    }

    @Test
    void aParentThatACollectionWritesTooIsRefused() {
        refused(
                "the attribute 'collector' of parent = has a column that the collection " + Collector.class.getName()
                        + ".books writes too, and the resource would not follow. Say mappedBy = \"collector\" there.",
                Collected.class,
                Collector.class);
    }

    @Entity
    @GuardedEntity(type = "cover", parent = "shelf")
    static class Cover {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;

        @MapsId
        @OneToOne
        @Nullable
        Shelf shelf;
    }

    @Entity
    @GuardedEntity(type = "label", parent = "shelf")
    static class Label {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;

        @MapsId
        @ManyToOne
        @Nullable
        Shelf shelf;
    }

    @Entity
    @GuardedEntity(type = "page", parent = "shelf", owner = "author")
    static class ForEver {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;

        @ManyToOne
        @JoinColumn(updatable = false)
        @Nullable
        Shelf shelf;

        @Column(updatable = false)
        @Nullable
        String author;
    }

    @Test
    void aParentThatNeverChangesIsTaken() {
        for (Class<?> entity : List.of(Cover.class, Label.class, ForEver.class)) {
            try (SessionFactory factory = start(entity, Shelf.class)) {
                assertThat(factory.isOpen()).isTrue();
            }
        }
    }

    @Entity
    @GuardedEntity(type = "book", owner = "author")
    static class OwnedByTheDatabase {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;

        @Generated
        @Nullable
        String author;
    }

    @Test
    void anOwnerThatIsGeneratedIsRefused() {
        refused(
                "the attribute 'author' of owner = is generated by Hibernate or the database",
                OwnedByTheDatabase.class);
    }

    @Entity
    @SoftDelete
    @GuardedEntity(type = "book")
    static class SoftlyDeleted {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;
    }

    @Entity
    @SQLDelete(sql = "update Hidden set hidden = true where id = ?")
    @GuardedEntity(type = "book")
    static class Hidden {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;
    }

    @Test
    void rowsThatStayWhenTheyAreDeletedAreRefused() {
        refused("its rows stay when they are deleted, by @SoftDelete or @SQLDelete", SoftlyDeleted.class);
        refused("its rows stay when they are deleted, by @SoftDelete or @SQLDelete", Hidden.class);
    }

    @Entity
    @GuardedEntity(type = "book", parent = "shelf")
    static class Versioned {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;

        @Version
        int version;

        @ManyToOne
        @Nullable
        Shelf shelf;
    }

    @Entity
    @GuardedEntity(type = "book", parent = "shelf")
    static class VersionedExceptForMoves {

        @Id
        @Nullable
        Long id;

        @Column(name = "resource_id", updatable = false)
        @Nullable
        Long resourceId;

        @Version
        int version;

        @ManyToOne
        @OptimisticLock(excluded = true)
        @Nullable
        Shelf shelf;
    }

    @Test
    void whatNoVersionKeepsApartIsWrittenByItsChangedColumns() {
        assertThat(writesOnlyWhatChanged(ForEver.class)).isTrue();
        assertThat(writesOnlyWhatChanged(VersionedExceptForMoves.class)).isTrue();
        assertThat(writesOnlyWhatChanged(Versioned.class)).isFalse();
    }
}
