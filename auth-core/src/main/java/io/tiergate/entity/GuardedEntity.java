package io.tiergate.entity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes each row of a JPA entity a resource, which is registered, moved and deleted with it in the same transaction:
 *
 * <pre>{@code
 * @Entity
 * @GuardedEntity(type = "document", parent = "folder", owner = "createdBy")
 * class Document {
 *
 *     @Id
 *     @GeneratedValue
 *     private Long id;
 *
 *     @Column(name = "resource_id", updatable = false)
 *     private Long resourceId;
 *
 *     @ManyToOne
 *     private Folder folder;
 *
 *     private String createdBy;
 * }
 * }</pre>
 *
 * <p>The id of the resource is the id of the entity as text. It happens when Hibernate flushes; what is changed past it, by
 * bulk statements in JPQL or by SQL, is not seen. A stateless session is refused. Mistakes in it stop the start.
 *
 * <p>The columns of the parent and the owner are written with the row and by nothing else. Updates of an entity without
 * {@code @Version} write the columns that have changed, as with {@code @DynamicUpdate}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface GuardedEntity {

    /** The type of the resources. It is declared, and bound from the start on. */
    String type();

    /**
     * The attribute with the resource's key: a {@code Long} that is mapped to a {@code bigint} column with {@code updatable =
     * false}. Nobody else sets it.
     */
    String key() default "resourceId";

    /** The attribute with the guarded entity that is the parent, a to-one association; none for roots. */
    String parent() default "";

    /** The attribute with the id of the subject that owns it, or an association to an entity with that id; none for no owner. */
    String owner() default "";

    /** The type of the subjects that own. */
    String ownerType() default "user";

    /** The attribute with the key of the tenant as text; none for the tenant of the current request. */
    String tenant() default "";
}
