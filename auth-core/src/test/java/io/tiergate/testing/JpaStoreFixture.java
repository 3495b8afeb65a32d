package io.tiergate.testing;

import com.zaxxer.hikari.HikariConfig;
import io.tiergate.schema.SchemaMigration;
import io.tiergate.store.jpa.JpaStore;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** A database with our tables, and one or more nodes of a host on it, each with Hibernate of its own; no Boot. */
public final class JpaStoreFixture implements StoreFixture {

    private static final Consumer<HikariConfig> AS_IT_IS = config -> {};

    private final FreshDatabase database;
    private final List<Node> nodes = new ArrayList<>();

    /** @param before statements of the host's that run before our migrations */
    JpaStoreFixture(FreshDatabase database, String... before) {
        this.database = database;
        DataSource migrating = database.dataSource(config -> config.setMaximumPoolSize(3));
        JdbcTemplate host = new JdbcTemplate(migrating);
        for (String statement : before) {
            host.execute(statement);
        }
        new SchemaMigration(migrating).migrate();
    }

    /** The host's side of a store: what a test needs to be the caller. */
    public record Node(
            JpaStore store,
            DataSource dataSource,
            EntityManagerFactory entityManagerFactory,
            JpaTransactionManager transactionManager) {}

    public FreshDatabase database() {
        return database;
    }

    /** The first node. */
    public Node node() {
        return nodes.isEmpty() ? newNode(AS_IT_IS, UnaryOperator.identity()) : nodes.get(0);
    }

    /**
     * Another node, with a pool and a persistence context of its own.
     *
     * @param pool sets up its pool
     * @param observed wraps its data source, to count statements for example
     * @param entities packages with entities of the host's
     */
    public Node newNode(Consumer<HikariConfig> pool, UnaryOperator<DataSource> observed, String... entities) {
        DataSource dataSource = observed.apply(database.dataSource(pool));
        LocalContainerEntityManagerFactoryBean bean = new LocalContainerEntityManagerFactoryBean();
        bean.setDataSource(dataSource);
        bean.setPackagesToScan(entities);
        bean.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        bean.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "none"));
        bean.afterPropertiesSet();
        EntityManagerFactory factory = Objects.requireNonNull(bean.getObject());
        JpaTransactionManager transactionManager = new JpaTransactionManager(factory);
        transactionManager.afterPropertiesSet();
        Node node = new Node(new JpaStore(dataSource), dataSource, factory, transactionManager);
        nodes.add(node);
        return node;
    }

    @Override
    public JpaStore store() {
        return node().store();
    }

    @Override
    public void close() {
        nodes.forEach(node -> {
            node.store().close();
            node.entityManagerFactory().close();
        });
        database.close();
    }
}
