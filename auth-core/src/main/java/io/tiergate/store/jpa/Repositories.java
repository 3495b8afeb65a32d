package io.tiergate.store.jpa;

import jakarta.persistence.EntityManager;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** The repositories of our persistence unit. Made here, since as beans they would disturb the host's own. */
final class Repositories {

    private final EntityManager entityManager;
    final TenantRepository tenants;
    final PermissionRepository permissions;
    final BundleRepository bundles;
    final BundlePermissionRepository bundlePermissions;
    final GroupRepository groups;
    final MembershipRepository memberships;
    final SubjectRepository subjects;
    final GrantRepository grants;
    final ChangeRepositories.ChangeSets changeSets;
    final ChangeRepositories.Changes changes;
    final ChangeRepositories.Revisions revisions;

    Repositories(PersistenceUnit unit) {
        entityManager = SharedEntityManagerCreator.createSharedEntityManager(unit.sessionFactory());
        JpaRepositoryFactory factory = new JpaRepositoryFactory(entityManager);
        tenants = factory.getRepository(TenantRepository.class);
        permissions = factory.getRepository(PermissionRepository.class);
        bundles = factory.getRepository(BundleRepository.class);
        bundlePermissions = factory.getRepository(BundlePermissionRepository.class);
        groups = factory.getRepository(GroupRepository.class);
        memberships = factory.getRepository(MembershipRepository.class);
        subjects = factory.getRepository(SubjectRepository.class);
        grants = factory.getRepository(GrantRepository.class);
        changeSets = factory.getRepository(ChangeRepositories.ChangeSets.class);
        changes = factory.getRepository(ChangeRepositories.Changes.class);
        revisions = factory.getRepository(ChangeRepositories.Revisions.class);
    }

    /** Takes a row that was just inserted out of the persistence context, whose every flush would look at it again. */
    <E> E forget(E inserted) {
        entityManager.detach(inserted);
        return inserted;
    }

    /** Holds a change to the rows that were read: fewer of them now means that a concurrent change came between. */
    void requireChanged(int expected, int changed) {
        if (changed != expected) {
            throw new OptimisticLockingFailureException(
                    "A concurrent change of permissions won. Repeat the transaction.");
        }
    }
}
