package io.tiergate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tiergate.entity.host.Folder;
import io.tiergate.entity.host.Paper;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an entity says wrongly stops the start, and is said with the class, the attribute and the remedy. Needs no database. */
class MappingMistakesTest {

    private static final String EXAMPLE = "@Column(name = \"resource_id\", updatable = false) Long resourceId;";

    /** What the start fails with, without the beginning that names the class. */
    private static String mistake(Class<?> wrong, Class<?>... others) {
        Throwable failure = catchThrowable(() -> start(wrong, others).close());
        String begin = "@GuardedEntity on " + wrong.getName() + ": ";
        assertThat(failure).isInstanceOf(InvalidGuardedEntityException.class).hasMessageStartingWith(begin);
        return failure.getMessage().substring(begin.length());
    }

    private static SessionFactory start(Class<?> entity, Class<?>... others) {
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                .applySettings(Map.of(
                        "hibernate.dialect",
                        "org.hibernate.dialect.H2Dialect",
                        "hibernate.boot.allow_jdbc_metadata_access",
                        false))
                .build();
        MetadataSources sources = new MetadataSources(registry).addAnnotatedClass(entity);
        for (Class<?> other : others) {
            sources.addAnnotatedClass(other);
        }
        return sources.buildMetadata().buildSessionFactory();
    }

    @Test
    void whatIsSaidRightlyStarts() {
        try (SessionFactory factory = start(Folder.class, Paper.class)) {
            assertThat(factory.isOpen()).isTrue();
        }
    }

    @Entity
    @GuardedEntity(type = "thing")
    static class NoKey {

        @Id
        Long id;
    }

    @Entity
    @GuardedEntity(type = "thing", key = "guardedBy")
    static class OtherKey {

        @Id
        Long id;
    }

    @Test
    void theKeyHasAnAttribute() {
        assertThat(mistake(NoKey.class))
                .isEqualTo("there is no attribute 'resourceId', which key = names unless you say otherwise. Add it as "
                        + EXAMPLE);
        assertThat(mistake(OtherKey.class))
                .isEqualTo("there is no attribute 'guardedBy', which key = names. Add it as "
                        + EXAMPLE.replace("resourceId", "guardedBy"));
    }

    @Entity
    @GuardedEntity(type = "thing")
    static class KeyAsText {

        @Id
        Long id;

        @Column(updatable = false)
        String resourceId;
    }

    @Entity
    @GuardedEntity(type = "thing")
    static class KeyAsInteger {

        @Id
        Long id;

        @Column(updatable = false)
        Integer resourceId;
    }

    @Entity
    @GuardedEntity(type = "thing")
    static class KeyThatIsNeverNull {

        @Id
        Long id;

        @Column(updatable = false)
        long resourceId;
    }

    @ParameterizedTest
    @ValueSource(classes = {KeyAsText.class, KeyAsInteger.class, KeyThatIsNeverNull.class})
    void theKeyIsALong(Class<?> wrong) {
        assertThat(mistake(wrong))
                .isEqualTo("the attribute 'resourceId' of key = is not a Long. Declare it as " + EXAMPLE);
    }

    @Entity
    @GuardedEntity(type = "thing")
    static class UpdatableKey {

        @Id
        Long id;

        Long resourceId;
    }

    @Entity
    @GuardedEntity(type = "thing")
    static class KeyThatIsNotInserted {

        @Id
        Long id;

        @Column(insertable = false, updatable = false)
        Long resourceId;
    }

    @ParameterizedTest
    @ValueSource(classes = {UpdatableKey.class, KeyThatIsNotInserted.class})
    void theKeyIsInsertedAndNeverUpdated(Class<?> wrong) {
        assertThat(mistake(wrong))
                .isEqualTo("the attribute 'resourceId' of key = must be inserted and never updated. Declare it as "
                        + EXAMPLE);
    }

    @Entity
    @GuardedEntity(type = "thing")
    static class LateKeyThatIsNotNull {

        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Column(updatable = false, nullable = false)
        Long resourceId;
    }

    @Test
    void withAnIdFromTheDatabaseTheKeyMayBeNull() {
        assertThat(mistake(LateKeyThatIsNotNull.class))
                .isEqualTo(
                        "the attribute 'resourceId' of key = cannot be NOT NULL, because the id comes from an IDENTITY"
                                + " column, and so is not known before the row is there. Let the column be nullable, or take the id"
                                + " from a sequence.");
    }

    @Entity
    @GuardedEntity(type = "thing", parent = "shelf")
    static class NoParent {

        @Id
        Long id;

        @Column(updatable = false)
        Long resourceId;
    }

    @Entity
    @GuardedEntity(type = "thing", owner = "author")
    static class NoOwner {

        @Id
        Long id;

        @Column(updatable = false)
        Long resourceId;
    }

    @Entity
    @GuardedEntity(type = "thing", tenant = "customer")
    static class NoTenant {

        @Id
        Long id;

        @Column(updatable = false)
        Long resourceId;
    }

    @Test
    void whatIsNamedIsThere() {
        assertThat(mistake(NoParent.class))
                .isEqualTo("there is no attribute 'shelf', which parent = names. Add it, or correct the name.");
        assertThat(mistake(NoOwner.class))
                .isEqualTo("there is no attribute 'author', which owner = names. Add it, or correct the name.");
        assertThat(mistake(NoTenant.class))
                .isEqualTo("there is no attribute 'customer', which tenant = names. Add it, or correct the name.");
    }

    @Entity
    static class Unguarded {

        @Id
        Long id;
    }

    @Entity
    @GuardedEntity(type = "thing", parent = "shelf")
    static class BelowWhatIsUnguarded {

        @Id
        Long id;

        @Column(updatable = false)
        Long resourceId;

        @ManyToOne
        Unguarded shelf;
    }

    @Entity
    @GuardedEntity(type = "thing", parent = "shelf")
    static class BelowText {

        @Id
        Long id;

        @Column(updatable = false)
        Long resourceId;

        String shelf;
    }

    @Test
    void theParentIsAnEntityThatIsGuarded() {
        assertThat(mistake(BelowWhatIsUnguarded.class, Unguarded.class))
                .isEqualTo("the attribute 'shelf' of parent = refers to " + Unguarded.class.getName()
                        + ", which is not guarded. Annotate that with @GuardedEntity, or leave parent = out.");
        assertThat(mistake(BelowText.class))
                .isEqualTo("the attribute 'shelf' of parent = is not an association to one entity. Name a @ManyToOne or"
                        + " @OneToOne.");
    }

    @Entity
    @GuardedEntity(type = "thing", tenant = "customer")
    static class TenantByNumber {

        @Id
        Long id;

        @Column(updatable = false)
        Long resourceId;

        Long customer;
    }

    @Test
    void theTenantIsText() {
        assertThat(mistake(TenantByNumber.class))
                .isEqualTo(
                        "the attribute 'customer' of tenant = is not a String. Name one that has the key of the tenant"
                                + " as text.");
    }

    @Entity
    @GuardedEntity(type = "thing")
    static class Above {

        @Id
        Long id;

        @Column(updatable = false)
        Long resourceId;
    }

    @Entity
    @GuardedEntity(type = "special")
    static class Special extends Above {}

    @Entity
    static class Plain extends Above {}

    @Test
    void aClassAndItsSubclassesHaveOneType() {
        assertThat(mistake(Special.class, Above.class))
                .isEqualTo("its superclass " + Above.class.getName()
                        + " has the type 'thing', and it has 'special'. Give a class and its subclasses one type.");
        try (SessionFactory factory = start(Plain.class, Above.class)) {
            assertThat(factory.isOpen()).isTrue();
        }
    }

    @Entity
    @GuardedEntity(type = "thing")
    static class AlsoThing {

        @Id
        Long id;

        @Column(updatable = false)
        Long resourceId;
    }

    @Test
    void twoEntitiesHaveTwoTypes() {
        Throwable failure =
                catchThrowable(() -> start(Above.class, AlsoThing.class).close());

        assertThat(failure)
                .isInstanceOf(InvalidGuardedEntityException.class)
                .message()
                .isIn(shared(Above.class, AlsoThing.class), shared(AlsoThing.class, Above.class));
    }

    private static String shared(Class<?> entity, Class<?> other) {
        return "@GuardedEntity on " + entity.getName() + ": its type 'thing' is that of " + other.getName()
                + " too, so that ids would meet. Give it a type of its own.";
    }

    @Entity
    @GuardedEntity(type = "thing")
    static class IdOfTwoParts {

        @EmbeddedId
        TwoParts id;

        @Column(updatable = false)
        Long resourceId;
    }

    @Embeddable
    record TwoParts(String shelf, String number) implements Serializable {}

    @Test
    void theIdIsOneValue() {
        assertThat(mistake(IdOfTwoParts.class))
                .isEqualTo(
                        "its id has several parts, or is another entity. Give it an id of one basic type, such as Long,"
                                + " UUID or String.");
    }

    @Entity
    @GuardedEntity(type = "a thing")
    static class UnusableType {

        @Id
        Long id;

        @Column(updatable = false)
        Long resourceId;
    }

    @Test
    void theTypeCanBeOne() {
        assertThat(mistake(UnusableType.class))
                .isEqualTo(
                        "'a thing' is not a resource type. Begin with a lower-case letter, go on with lower-case letters,"
                                + " digits, '_' and '-', for example document or folder.");
    }
}
