package io.tiergate.entity;

import io.tiergate.InvalidNameException;
import io.tiergate.Resource;
import io.tiergate.Subject;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.MappingException;
import org.hibernate.annotations.TenantId;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.ToOne;
import org.jspecify.annotations.Nullable;

/** Holds a {@link GuardedEntity} against what Hibernate knows of the entity. */
final class MappingCheck {

    private final Metadata metadata;
    private final SqlStringGenerationContext sql;
    private final PersistentClass mapped;
    private final Class<?> entity;
    private final GuardedEntity guarded;

    MappingCheck(Metadata metadata, SqlStringGenerationContext sql, PersistentClass mapped, GuardedEntity guarded) {
        this.metadata = metadata;
        this.sql = sql;
        this.mapped = mapped;
        this.entity = mapped.getMappedClass();
        this.guarded = guarded;
    }

    /** @throws InvalidGuardedEntityException if it does not fit */
    GuardedMapping mapping() {
        checkNames();
        checkHierarchy();
        checkId();
        checkDeletion();
        Property key = property("key", guarded.key());
        checkKey(key);
        String parentType = guarded.parent().isEmpty() ? "" : parentType();
        if (!guarded.owner().isEmpty()) {
            checkOwner();
        }
        boolean isTenantOfSession = !guarded.tenant().isEmpty() && isTenantOfSession();
        writeOnlyWhatChanged();
        return new GuardedMapping(
                guarded.type(),
                entity,
                guarded.key(),
                guarded.parent(),
                parentType,
                guarded.owner(),
                guarded.ownerType(),
                guarded.tenant(),
                isTenantOfSession,
                update(key),
                lock(key));
    }

    private void checkNames() {
        try {
            Resource.of(guarded.type(), "0");
            Subject.of(guarded.ownerType(), "0");
        } catch (InvalidNameException name) {
            throw invalid(String.valueOf(name.getMessage()));
        }
    }

    private void checkHierarchy() {
        for (PersistentClass above = mapped.getSuperclass(); above != null; above = above.getSuperclass()) {
            GuardedEntity other = guarded(above);
            if (other != null && !other.type().equals(guarded.type())) {
                throw invalid("its superclass " + above.getMappedClass().getName() + " has the type '" + other.type()
                        + "', and it has '" + guarded.type() + "'. Give a class and its subclasses one type.");
            }
        }
    }

    private void checkId() {
        Property id = mapped.getIdentifierProperty();
        if (id == null || id.getType().isComponentType() || id.getType().isAssociationType()) {
            throw invalid("its id has several parts, or is another entity. Give it an id of one basic type, such as"
                    + " Long, UUID or String.");
        }
    }

    private void checkDeletion() {
        if (mapped.getRootClass().getSoftDeleteStrategy() != null || mapped.getCustomSQLDelete() != null) {
            throw invalid("its rows stay when they are deleted, by @SoftDelete or @SQLDelete, and refer to their"
                    + " resources still. Remove that; hide such rows by an attribute of your own and @SQLRestriction.");
        }
    }

    private void checkKey(Property key) {
        if (key.getType().getReturnedClass() != Long.class || declared(key) == long.class) {
            throw invalid("the attribute '" + guarded.key() + "' of key = is not a Long. Declare it as " + example());
        }
        if (key.isUpdatable() || !key.isInsertable()) {
            throw invalid("the attribute '" + guarded.key()
                    + "' of key = must be inserted and never updated. Declare it as " + example());
        }
        if (!isNullable(key) && isIdentity()) {
            throw invalid(
                    "the attribute '" + guarded.key() + "' of key = cannot be NOT NULL, because the id comes from an"
                            + " IDENTITY column, and so is not known before the row is there. Let the column be nullable, or"
                            + " take the id from a sequence.");
        }
        // It is null when Hibernate looks, and set by us before the row is written.
        key.setOptional(true);
    }

    private String example() {
        return "@Column(name = \"resource_id\", updatable = false) Long " + guarded.key() + ";";
    }

    private String parentType() {
        Property parent = property("parent", guarded.parent());
        if (!(parent.getValue() instanceof ToOne toOne)) {
            throw invalid("the attribute '" + guarded.parent()
                    + "' of parent = is not an association to one entity. Name a" + " @ManyToOne or @OneToOne.");
        }
        checkWritten("parent", parent);
        PersistentClass target = metadata.getEntityBinding(toOne.getReferencedEntityName());
        GuardedEntity above = guarded(target);
        if (above == null) {
            throw invalid("the attribute '" + guarded.parent() + "' of parent = refers to "
                    + target.getMappedClass().getName()
                    + ", which is not guarded. Annotate that with @GuardedEntity, or leave parent = out.");
        }
        return above.type();
    }

    private void checkOwner() {
        Property owner = property("owner", guarded.owner());
        if (owner.getValue() instanceof ToOne toOne
                ? metadata.getEntityBinding(toOne.getReferencedEntityName())
                        .getIdentifier()
                        .getType()
                        .isComponentType()
                : owner.getType().isComponentType() || owner.getType().isCollectionType()) {
            throw invalid(
                    "the attribute '" + guarded.owner() + "' of owner = is not one id. Name one that has the id of a"
                            + " subject, or refers to an entity that has it.");
        }
        checkWritten("owner", owner);
    }

    /** Whether the tenant is set by Hibernate, to that of the session. */
    private boolean isTenantOfSession() {
        Property tenant = property("tenant", guarded.tenant());
        if (tenant.getType().getReturnedClass() != String.class) {
            throw invalid("the attribute '" + guarded.tenant()
                    + "' of tenant = is not a String. Name one that has the key of the tenant as text.");
        }
        if (isAnnotated(tenant, TenantId.class)) {
            return true;
        }
        checkWritten("tenant", tenant);
        return false;
    }

    private void checkWritten(String element, Property attribute) {
        String problem = new WrittenByRow(metadata, mapped).problem(attribute);
        if (problem != null) {
            throw invalid("the attribute '" + attribute.getName() + "' of " + element + " =" + problem);
        }
    }

    /**
     * Otherwise an update of another attribute, by somebody who has read the row earlier, would write the parent or the owner
     * back that it had then, and the resource would stay with the new one. A version keeps such an update out.
     */
    private void writeOnlyWhatChanged() {
        boolean isNoticed = Stream.of(guarded.parent(), guarded.owner())
                .filter(attribute -> !attribute.isEmpty())
                .allMatch(attribute -> mapped.getProperty(attribute).isOptimisticLocked());
        if (!mapped.isVersioned() || !isNoticed) {
            mapped.setDynamicUpdate(true);
        }
    }

    private Property property(String element, String name) {
        try {
            return mapped.getProperty(name);
        } catch (MappingException unknown) {
            throw invalid("there is no attribute '" + name + "', which " + element + " = names"
                    + (element.equals("key") && name.equals("resourceId") ? " unless you say otherwise" : "")
                    + ". Add it" + (element.equals("key") ? " as " + example() : ", or correct the name."));
        }
    }

    private String update(Property key) {
        PersistentClass owning = owning(key);
        return "update " + owning.getTable().getQualifiedName(sql) + " set " + quoted(key.getColumns()) + " = ? where "
                + quoted(owning.getKey().getColumns()) + " = ?";
    }

    private String lock(Property key) {
        PersistentClass owning = owning(key);
        String id = quoted(owning.getKey().getColumns());
        return "select " + id + " from " + owning.getTable().getQualifiedName(sql) + " where " + id
                + " in (?) order by " + id + " for update";
    }

    /** The class whose table has the column. */
    private PersistentClass owning(Property key) {
        Table table = key.getValue().getTable();
        PersistentClass owning = mapped;
        while (owning != null && !owning.getTable().equals(table)) {
            owning = owning.getSuperclass();
        }
        if (owning == null || key.getColumns().size() != 1) {
            throw invalid(
                    "the attribute '" + guarded.key() + "' of key = is not in a table of the entity itself. Map it to"
                            + " one column of the entity's table.");
        }
        return owning;
    }

    private String quoted(List<Column> columns) {
        return columns.get(0).getQuotedName(sql.getDialect());
    }

    private static boolean isNullable(Property key) {
        return key.getColumns().get(0).isNullable();
    }

    private boolean isIdentity() {
        GeneratedValue generated =
                mapped.getIdentifierProperty().getGetter(entity).getMember() instanceof AnnotatedElement id
                        ? id.getAnnotation(GeneratedValue.class)
                        : null;
        return generated != null && generated.strategy() == GenerationType.IDENTITY;
    }

    private boolean isAnnotated(Property property, Class<? extends Annotation> annotation) {
        return property.getGetter(entity).getMember() instanceof AnnotatedElement member
                && member.isAnnotationPresent(annotation);
    }

    private @Nullable Class<?> declared(Property property) {
        return property.getGetter(entity).getReturnTypeClass();
    }

    static @Nullable GuardedEntity guarded(PersistentClass mapped) {
        Class<?> type = mapped.hasPojoRepresentation() ? mapped.getMappedClass() : null;
        return type == null ? null : type.getAnnotation(GuardedEntity.class);
    }

    private InvalidGuardedEntityException invalid(String problem) {
        return new InvalidGuardedEntityException(entity, problem);
    }
}
