package io.tiergate.docs;

import static io.tiergate.Subject.user;

import io.tiergate.DecisionPoint;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.ResourceTypeCatalogue;
import io.tiergate.entity.Allowed;
import io.tiergate.entity.GuardedEntities;
import io.tiergate.entity.GuardedEntity;
import io.tiergate.entity.ResourceAdoption;
import io.tiergate.resource.AllowedSql;
import io.tiergate.security.Access;
import io.tiergate.store.Store;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.apache.commons.logging.Log;
import org.springframework.context.annotation.Bean;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

/** The snippets about entities and lists. */
@SuppressWarnings("unused")
final class ListsPage {

    private ListsPage() {}

    @Entity
    @GuardedEntity(type = "binder")
    static class Binder {

        @Id
        @GeneratedValue
        private Long id;

        @Column(name = "resource_id", updatable = false)
        private Long resourceId;
    }

    // tag::entity
    @Entity
    @GuardedEntity(type = "contract", parent = "binder", owner = "author")
    static class Contract {

        @Id
        @GeneratedValue
        private Long id;

        @Column(name = "resource_id", updatable = false)
        private Long resourceId;

        @ManyToOne
        private Binder binder; // guarded too

        private String author; // the id of a subject
        // end::entity

        private String title;
    }

    interface Contracts extends JpaRepository<Contract, Long>, JpaSpecificationExecutor<Contract> {}

    // tag::entity-types
    @Bean
    static ResourceTypeCatalogue resourceTypes() {
        return ResourceTypeCatalogue.of("binder", "Binders of contracts", "contract.read")
                .and("contract", "Contracts", "contract.read");
    }
    // end::entity-types

    static Specification<Contract> titled(String title) {
        return (root, query, builder) -> builder.equal(root.get("title"), title);
    }

    static Page<Contract> page(Contracts contracts, Pageable pageable) {
        // tag::list-page
        Page<Contract> page = contracts.findAll(Allowed.to("contract.read"), pageable);
        // end::list-page
        return page;
    }

    static Page<Contract> drafts(Contracts contracts, String title, Pageable pageable) {
        // tag::list-and
        Page<Contract> drafts = contracts.findAll(titled(title).and(Allowed.to("contract.read")), pageable);
        // end::list-and
        return drafts;
    }

    static long count(Contracts contracts) {
        // tag::list-of
        long count = contracts.count(Allowed.<Contract>to("contract.read").of(Tenant.DEFAULT, user("bob")));
        // end::list-of
        return count;
    }

    static void criteria(CriteriaQuery<Contract> query, Root<Contract> root, CriteriaBuilder builder) {
        // tag::list-criteria
        query.where(Allowed.<Contract>to("contract.read").on(root, builder));
        // end::list-criteria
    }

    static List<String> sql(Access access, AllowedSql allowedSql, JdbcClient jdbcClient) {
        // tag::list-sql
        AllowedSql.Condition readable =
                allowedSql.where(access.allowedResources("contract.read", "contract"), "c.resource_id");
        List<String> titles = jdbcClient
                .sql("select c.title from contract c where c.title like ? and " + readable.text() + " order by c.title")
                .param("A%")
                .params(readable.values())
                .query(String.class)
                .list();
        // end::list-sql
        return titles;
    }

    static void plain(
            LocalContainerEntityManagerFactoryBean factoryBean,
            Store store,
            Administration administration,
            DecisionPoint decisionPoint,
            Access access) {
        // tag::entity-plain
        factoryBean
                .getJpaPropertyMap()
                .put(GuardedEntities.SETTING, GuardedEntities.of(store, administration, decisionPoint, access));
        // end::entity-plain
    }

    static void adopt(
            EntityManagerFactory entityManagerFactory, PlatformTransactionManager transactionManager, Log log) {
        // tag::entity-adoption
        ResourceAdoption adoption = new ResourceAdoption(entityManagerFactory, transactionManager);
        adoption.adopt(Binder.class, progress -> log.info(progress.toString()));
        adoption.adopt(Contract.class, progress -> log.info(progress.toString()));
        // end::entity-adoption
    }
}
