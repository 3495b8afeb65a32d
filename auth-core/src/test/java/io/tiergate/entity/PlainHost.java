package io.tiergate.entity;

import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.ResourceEntry;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.schema.SchemaMigration;
import io.tiergate.security.Access;
import io.tiergate.security.SubjectResolver;
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.testing.FreshDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** A host with the tenants {@code default} and {@code other}, one of which is current. */
final class PlainHost implements AutoCloseable {

    static final Tenant OTHER = Tenant.of("other");

    private final FreshDatabase database;
    private final AtomicReference<Tenant> current = new AtomicReference<>(Tenant.DEFAULT);
    private final JpaStore store;
    private final EntityManagerFactory factory;
    private final TransactionTemplate transactions;
    private final EntityManager entityManager;
    private final JdbcTemplate jdbc;
    private final Administration administration;

    /** @param settings further ones for Hibernate */
    PlainHost(FreshDatabase database, Class<?> entity, String type, Map<String, Object> settings) {
        this.database = database;
        DataSource dataSource = database.dataSource();
        new SchemaMigration(dataSource).migrate();
        jdbc = new JdbcTemplate(dataSource);
        store = new JpaStore(dataSource);
        StoreDecisionPoint decisions = new StoreDecisionPoint(store, Clock.systemUTC());
        administration = Administration.of(store, decisions, Clock.systemUTC(), () -> GuardedHost.ALICE);
        Access access = new Access(decisions, SubjectResolver.standard(), authentication -> current.get());
        LocalContainerEntityManagerFactoryBean bean = new LocalContainerEntityManagerFactoryBean();
        bean.setDataSource(dataSource);
        bean.setPackagesToScan(entity.getPackageName());
        bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        Map<String, Object> all = new HashMap<>(settings);
        all.put("hibernate.hbm2ddl.auto", "create");
        all.put(GuardedEntities.SETTING, GuardedEntities.of(store, administration, decisions, access));
        bean.setJpaPropertyMap(all);
        bean.afterPropertiesSet();
        factory = Objects.requireNonNull(bean.getObject());
        JpaTransactionManager manager = new JpaTransactionManager(factory);
        manager.afterPropertiesSet();
        transactions = new TransactionTemplate(manager);
        entityManager = SharedEntityManagerCreator.createSharedEntityManager(factory);
        jdbc.execute("alter table " + entity.getSimpleName()
                + " add constraint host_resource foreign key (resource_id) references tiergate_resource (id)");
        administration.tenants().create(OTHER);
        for (Tenant tenant : List.of(Tenant.DEFAULT, OTHER)) {
            administration.inTenant(tenant).permissions().define("read", "");
            administration.inTenant(tenant).resourceTypes().define(type, "", List.of("read"));
        }
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    EntityManagerFactory factory() {
        return factory;
    }

    TransactionTemplate transactions() {
        return transactions;
    }

    void become(Tenant tenant) {
        current.set(tenant);
    }

    void inTransaction(Consumer<EntityManager> work) {
        transactions.executeWithoutResult(status -> work.accept(entityManager));
    }

    Administration administration(Tenant tenant) {
        return administration.inTenant(tenant);
    }

    Optional<ResourceEntry> found(Tenant tenant, Resource resource) {
        return administration(tenant).resources().find(resource);
    }

    ResourceEntry entry(Resource resource) {
        return found(Tenant.DEFAULT, resource).orElseThrow();
    }

    ResourceAdoption adoption() {
        return new ResourceAdoption(factory, Objects.requireNonNull(transactions.getTransactionManager()));
    }

    @Override
    public void close() {
        factory.close();
        store.close();
        database.close();
    }
}
