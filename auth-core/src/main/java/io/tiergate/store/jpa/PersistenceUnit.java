package io.tiergate.store.jpa;

import io.tiergate.schema.Vendor;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.ImplicitNamingStrategyJpaCompliantImpl;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl;
import org.hibernate.engine.jdbc.connections.spi.DatabaseConnectionInfo;
import org.hibernate.engine.jdbc.env.internal.JdbcEnvironmentInitiator;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Hibernate for the entities of Tiergate, apart from the host's: its naming strategies, its schema tools, its listeners
 * and its scans never meet them, and ours never meet its entities. Has no connections of its own; a session works on the
 * connection of a transaction that is there.
 */
final class PersistenceUnit implements AutoCloseable {

    private static final List<Class<?>> ENTITIES = List.of(
            BundleEntity.class,
            BundlePermissionEntity.class,
            ChangeEntity.class,
            ChangeSetEntity.class,
            GrantEntity.class,
            GroupEntity.class,
            MembershipEntity.class,
            PermissionEntity.class,
            ResourceTypeEntity.class,
            ResourceTypePermissionEntity.class,
            RevisionEntity.class,
            SubjectEntity.class,
            TenantEntity.class);

    private final SessionFactory sessionFactory;

    /** Asks no database anything. */
    PersistenceUnit(Vendor vendor, SchemaName schema) {
        StandardServiceRegistry services = new StandardServiceRegistryBuilder()
                .applySettings(settings(vendor, schema))
                .addInitiator(new QuietEnvironment())
                .build();
        try {
            MetadataSources sources = new MetadataSources(services);
            ENTITIES.forEach(sources::addAnnotatedClass);
            sessionFactory = sources.buildMetadata().buildSessionFactory();
        } catch (RuntimeException failure) {
            StandardServiceRegistryBuilder.destroy(services);
            throw failure;
        }
    }

    SessionFactory sessionFactory() {
        return sessionFactory;
    }

    /** Runs work with a session on a connection, whose transaction is begun and ended by others. */
    <T> T on(Connection connection, Supplier<T> work) {
        Object outer = TransactionSynchronizationManager.unbindResourceIfPossible(sessionFactory);
        try (SessionImplementor session = sessionFactory
                .withOptions()
                .connection(connection)
                .openSession()
                .unwrap(SessionImplementor.class)) {
            EntityManagerHolder holder = new EntityManagerHolder(session);
            // As it is: the transaction is that of the connection.
            holder.setSynchronizedWithTransaction(true);
            TransactionSynchronizationManager.bindResource(sessionFactory, holder);
            try {
                return work.get();
            } finally {
                TransactionSynchronizationManager.unbindResource(sessionFactory);
            }
        } finally {
            if (outer != null) {
                TransactionSynchronizationManager.bindResource(sessionFactory, outer);
            }
        }
    }

    @Override
    public void close() {
        sessionFactory.close();
    }

    /** Also those at their defaults that a host may have changed for all of Hibernate, in hibernate.properties. */
    private static Map<String, Object> settings(Vendor vendor, SchemaName schema) {
        return Map.ofEntries(
                // The name of the product, from which Hibernate knows its dialect.
                Map.entry(AvailableSettings.JAKARTA_HBM2DDL_DB_NAME, product(vendor)),
                Map.entry(AvailableSettings.ALLOW_METADATA_ON_BOOT, false),
                Map.entry(AvailableSettings.CONNECTION_PROVIDER, UserSuppliedConnectionProviderImpl.class.getName()),
                Map.entry(
                        AvailableSettings.CONNECTION_HANDLING,
                        PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_HOLD),
                Map.entry(AvailableSettings.ALLOW_UPDATE_OUTSIDE_TRANSACTION, true),
                Map.entry(AvailableSettings.STATEMENT_BATCH_SIZE, 50),
                Map.entry(AvailableSettings.HBM2DDL_AUTO, "none"),
                Map.entry(AvailableSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "none"),
                Map.entry(AvailableSettings.JAKARTA_VALIDATION_MODE, "none"),
                Map.entry(AvailableSettings.USE_SECOND_LEVEL_CACHE, false),
                Map.entry(AvailableSettings.USE_QUERY_CACHE, false),
                Map.entry(AvailableSettings.GENERATE_STATISTICS, false),
                Map.entry(AvailableSettings.GLOBALLY_QUOTED_IDENTIFIERS, false),
                Map.entry(AvailableSettings.PHYSICAL_NAMING_STRATEGY, PhysicalNamingStrategyStandardImpl.INSTANCE),
                Map.entry(AvailableSettings.IMPLICIT_NAMING_STRATEGY, ImplicitNamingStrategyJpaCompliantImpl.INSTANCE),
                Map.entry(AvailableSettings.DEFAULT_CATALOG, vendor == Vendor.MARIADB ? schema.forHibernate() : ""),
                Map.entry(AvailableSettings.DEFAULT_SCHEMA, vendor == Vendor.MARIADB ? "" : schema.forHibernate()));
    }

    private static String product(Vendor vendor) {
        return switch (vendor) {
            case H2 -> "H2";
            case POSTGRESQL -> "PostgreSQL";
            case MARIADB -> "MariaDB";
        };
    }

    /** Does not print what it knows of a database that it has not asked: nothing. */
    private static final class QuietEnvironment extends JdbcEnvironmentInitiator {

        @Override
        protected void logConnectionInfo(DatabaseConnectionInfo unknown) {}
    }
}
