package io.tiergate.entity;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.resource.AllowedSql;
import io.tiergate.resource.AllowedSql.Condition;
import io.tiergate.security.Access;
import io.tiergate.store.jpa.JpaStore;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.Objects;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.sqm.NodeBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.PredicateSpecification;
import org.springframework.data.jpa.domain.Specification;

/**
 * Those rows of a {@linkplain GuardedEntity guarded entity} on whose resources a permission is allowed:
 *
 * <pre>{@code
 * documents.findAll(Allowed.to("document.read"), pageable)
 * }</pre>
 *
 * <p>A condition of one statement: it filters before the page is cut and counted, and can be joined with others by {@code and},
 * {@code or} and {@code not}. Who is current, and what is allowed, is asked for each statement. A row without a resource is
 * not among them, and so among those of {@code not}.
 *
 * <p>Immutable. Throws {@link io.tiergate.DecisionUnavailableException} where it is used, if Tiergate cannot know.
 */
@SuppressWarnings("serial")
public final class Allowed<T> implements Specification<T> {

    private static final long serialVersionUID = 1L;

    private final String permission;
    private final @Nullable Tenant tenant;
    private final @Nullable Subject subject;

    private Allowed(String permission, @Nullable Tenant tenant, @Nullable Subject subject) {
        this.permission = Objects.requireNonNull(permission, "permission");
        this.tenant = tenant;
        this.subject = subject;
    }

    /** To the current user, in the current tenant. A name that nobody has declared is allowed on nothing. */
    public static <T> Allowed<T> to(String permission) {
        return new Allowed<>(permission, null, null);
    }

    /** To that subject, whoever is current. */
    public Allowed<T> of(Tenant inTenant, Subject who) {
        return new Allowed<>(
                permission, Objects.requireNonNull(inTenant, "tenant"), Objects.requireNonNull(who, "subject"));
    }

    @Override
    public Predicate toPredicate(Root<T> root, @Nullable CriteriaQuery<?> query, CriteriaBuilder builder) {
        return on(root, builder);
    }

    /** The same where Spring Data takes one of these, such as for statements that are no queries. */
    public PredicateSpecification<T> asPredicate() {
        return this::on;
    }

    /**
     * The condition itself, for criteria of JPA's: on a root, or on a join to a guarded entity. It is for {@code where} and {@code on},
     * and not to be selected.
     *
     * @throws IllegalArgumentException if that is no guarded entity
     * @throws IllegalStateException if permissions are not kept in the database of the entities
     */
    public Predicate on(From<?, ? extends T> from, CriteriaBuilder builder) {
        if (!(builder instanceof HibernateCriteriaBuilder criteria) || !(builder instanceof NodeBuilder nodes)) {
            throw new IllegalArgumentException("Allowed.to(...) needs the criteria of Hibernate.");
        }
        GuardedUnit unit = GuardedEntities.unit(nodes.getMappingMetamodel()
                .getEntityDescriptor(from.getJavaType())
                .getFactory());
        GuardedMapping mapping = unit.mapping(from.getJavaType());
        Expression<Long> key = from.get(mapping.key());
        AllowedResources allowed = allowed(unit.services(), mapping.type());
        Condition condition = conditions(unit.services()).where(allowed, key);
        return criteria.wrap(criteria.sql(
                condition.text(),
                Boolean.class,
                condition.values().stream()
                        .map(value -> value instanceof Expression<?> column ? column : criteria.value(value))
                        .toArray(Expression<?>[]::new)));
    }

    private AllowedResources allowed(GuardedEntities.Services services, String type) {
        Access current = services.access();
        if (tenant == null || subject == null) {
            return current.allowedResources(permission, type);
        }
        // Whoever asks about another has perhaps just changed what that one may.
        AccessRequest request = new AccessRequest(tenant, subject, permission).atLeast(current.demand());
        return services.decisions().allowedResources(request, type);
    }

    private static AllowedSql conditions(GuardedEntities.Services services) {
        if (services.store() instanceof JpaStore store) {
            return store.conditions();
        }
        throw new IllegalStateException(
                "Allowed.to(...) needs permissions to be kept in the database of the entities, and not "
                        + services.store() + ".");
    }
}
