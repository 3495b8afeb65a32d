package io.tiergate.entity;

import io.tiergate.DecisionPoint;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.ResourceNode;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.entity.host.Folder;
import io.tiergate.schema.SchemaMigration;
import io.tiergate.security.Access;
import io.tiergate.security.SubjectResolver;
import io.tiergate.security.TenantResolver;
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.testing.FreshDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.support.TransactionTemplate;

/** A host with guarded entities, without Boot. */
final class GuardedHost implements AutoCloseable {

    static final Subject ALICE = Subject.user("alice");
    static final List<String> TABLES = List.of("Folder", "Paper", "Picture");

    private final FreshDatabase database;
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final JpaStore store;
    private final EntityManagerFactory factory;
    private final TransactionTemplate transactions;
    private final EntityManager entityManager;
    private final JdbcTemplate jdbc;
    private final Administration administration;

    GuardedHost(FreshDatabase database) {
        this(database, store -> new StoreDecisionPoint(store, Clock.systemUTC()), UnaryOperator.identity());
    }

    /** @param asked as the application configures who is current */
    GuardedHost(FreshDatabase database, Function<JpaStore, DecisionPoint> deciding, UnaryOperator<Access> asked) {
        this.database = database;
        DataSource plain = database.dataSource();
        new SchemaMigration(plain).migrate();
        DataSource dataSource = ProxyDataSourceBuilder.create(plain)
                .afterQuery((execution, queries) -> queries.forEach(query -> statements.add(query.getQuery())))
                .build();
        jdbc = new JdbcTemplate(dataSource);
        store = new JpaStore(dataSource);
        DecisionPoint decisions = deciding.apply(store);
        administration = Administration.of(store, decisions, Clock.systemUTC(), () -> ALICE);
        Access access =
                asked.apply(new Access(decisions, SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT)));
        factory = factory(
                dataSource,
                GuardedEntities.of(store, administration, decisions, access),
                Folder.class.getPackageName());
        JpaTransactionManager manager = new JpaTransactionManager(factory);
        manager.afterPropertiesSet();
        transactions = new TransactionTemplate(manager);
        entityManager = SharedEntityManagerCreator.createSharedEntityManager(factory);
        for (String table : TABLES) {
            refer(table, "resource_id");
        }
        refer("Note", "guarded_by");
        administration.permissions().define("read", "");
        for (String type : List.of("folder", "paper", "note", "picture")) {
            administration.resourceTypes().define(type, "", List.of("read"));
        }
    }

    static EntityManagerFactory factory(DataSource dataSource, @Nullable GuardedEntities entities, String... packages) {
        LocalContainerEntityManagerFactoryBean bean = new LocalContainerEntityManagerFactoryBean();
        bean.setDataSource(dataSource);
        bean.setPackagesToScan(packages);
        bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        bean.setJpaPropertyMap(Map.of(
                "hibernate.hbm2ddl.auto",
                "create",
                "hibernate.jdbc.batch_size",
                50,
                "hibernate.order_inserts",
                true,
                "hibernate.physical_naming_strategy",
                "org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl"));
        if (entities != null) {
            bean.getJpaPropertyMap().put(GuardedEntities.SETTING, entities);
        }
        bean.afterPropertiesSet();
        return Objects.requireNonNull(bean.getObject());
    }

    private void refer(String table, String column) {
        jdbc.execute("alter table " + table + " add constraint " + table + "_resource foreign key (" + column
                + ") references tiergate_resource (id)");
    }

    Administration administration() {
        return administration;
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    EntityManager entityManager() {
        return entityManager;
    }

    EntityManagerFactory factory() {
        return factory;
    }

    TransactionTemplate transactions() {
        return transactions;
    }

    void inTransaction(Consumer<EntityManager> work) {
        transactions.executeWithoutResult(status -> work.accept(entityManager));
    }

    <T> T answer(Function<EntityManager, T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.apply(entityManager)));
    }

    /** All trees: {@code folder:1(paper:1 paper:2)}. */
    String trees() {
        return administration.resources().roots(0, 1_000).stream()
                .map(root -> text(administration.resources().subtree(root.resource(), 100, 10_000)))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static String text(ResourceNode node) {
        String below = node.children().stream().map(GuardedHost::text).collect(Collectors.joining(" "));
        return node.entry().resource() + (below.isEmpty() ? "" : "(" + below + ")");
    }

    /** What is sent to the database meanwhile. */
    List<String> statements(Runnable work) {
        statements.clear();
        work.run();
        return List.copyOf(statements);
    }

    /** How many rows of the table have no resource. */
    long without(String table) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select count(*) from " + table + " where resource_id is null", Long.class));
    }

    @Override
    public void close() {
        factory.close();
        store.close();
        database.close();
    }
}
