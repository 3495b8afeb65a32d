package io.tiergate.store.jpa;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/**
 * The repositories that rows are added by. They are no beans: a host's own repository configuration would lose them, or be
 * switched off by them. Each is made when it is first needed.
 */
final class Repositories {

    private final JpaRepositoryFactory factory;
    private final Map<Class<?>, Object> made = new ConcurrentHashMap<>();

    Repositories(PersistenceUnit unit) {
        EntityManager entityManager = SharedEntityManagerCreator.createSharedEntityManager(unit.sessionFactory());
        factory = new JpaRepositoryFactory(entityManager);
        // Not the thread's, which Spring would take: it may see these interfaces without being the one they are loaded
        // by.
        factory.setBeanClassLoader(Repositories.class.getClassLoader());
    }

    <R> R get(Class<R> type) {
        return type.cast(made.computeIfAbsent(type, factory::getRepository));
    }

    /** What all of them can do: nothing else is asked of Hibernate. */
    @NoRepositoryBean
    interface Rows<E, K> extends Repository<E, K> {

        E saveAndFlush(E entity);

        List<E> saveAllAndFlush(Iterable<E> entities);
    }

    @NoRepositoryBean
    interface Tenants extends Rows<TenantEntity, Long> {}

    @NoRepositoryBean
    interface Revisions extends Rows<RevisionEntity, Long> {}

    @NoRepositoryBean
    interface Permissions extends Rows<PermissionEntity, Long> {}

    @NoRepositoryBean
    interface Bundles extends Rows<BundleEntity, Long> {}

    @NoRepositoryBean
    interface BundlePermissions extends Rows<BundlePermissionEntity, BundlePermissionEntity.Key> {}

    @NoRepositoryBean
    interface ResourceTypes extends Rows<ResourceTypeEntity, Long> {}

    @NoRepositoryBean
    interface ResourceTypePermissions extends Rows<ResourceTypePermissionEntity, ResourceTypePermissionEntity.Key> {}

    @NoRepositoryBean
    interface Groups extends Rows<GroupEntity, Long> {}

    @NoRepositoryBean
    interface Memberships extends Rows<MembershipEntity, Long> {}

    @NoRepositoryBean
    interface Subjects extends Rows<SubjectEntity, Long> {}

    @NoRepositoryBean
    interface Grants extends Rows<GrantEntity, Long> {}

    @NoRepositoryBean
    interface ChangeSets extends Rows<ChangeSetEntity, Long> {}

    @NoRepositoryBean
    interface Changes extends Rows<ChangeEntity, ChangeEntity.Key> {}
}
