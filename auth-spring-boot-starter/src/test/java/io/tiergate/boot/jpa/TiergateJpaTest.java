package io.tiergate.boot.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.boot.core.TiergateProperties;
import io.tiergate.boot.schema.TiergateSchemaAutoConfiguration;
import io.tiergate.boot.security.TiergateSecurityAutoConfiguration;
import io.tiergate.store.Store;
import io.tiergate.store.jpa.HostSchemaFilterProvider;
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.store.memory.MemoryStore;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Map;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.tool.schema.internal.DefaultSchemaFilterProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The store in the host's database, beside whatever the host tells Hibernate to do with tables. */
class TiergateJpaTest {

    private static final Grant GRANT = Grant.allow(Subject.user("alice"), "entry");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    DataSourceInitializationAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    HibernateJpaAutoConfiguration.class,
                    TransactionAutoConfiguration.class,
                    TiergateAutoConfiguration.class,
                    TiergateEntitiesAutoConfiguration.class,
                    TiergateJpaStoreAutoConfiguration.class,
                    TiergateSchemaAutoConfiguration.class,
                    TiergateSecurityAutoConfiguration.class))
            .withUserConfiguration(Host.class)
            .withBean(PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", ""));

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    static class Host {}

    private ApplicationContextRunner on(FreshDatabase database) {
        return runner.withPropertyValues(
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.username(),
                "spring.datasource.password=" + database.password());
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "update", "create", "create-drop", "drop"})
    void hibernateLeavesOurTablesAloneWhateverItIsToldToDo(String ddlAuto) {
        try (FreshDatabase database = TestDatabase.H2.fresh()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            // The host's own table, which "validate" expects to be there.
            on(database)
                    .withPropertyValues("spring.jpa.hibernate.ddl-auto=create")
                    .run(context -> {
                        assertThat(context).hasNotFailed();
                        context.getBean(Administration.class).grants().grant(GRANT);
                    });
            on(database)
                    .withPropertyValues("spring.jpa.hibernate.ddl-auto=" + ddlAuto)
                    .run(context -> assertThat(context).hasNotFailed());

            assertThat(count(jdbc, "tiergate_grant")).isEqualTo(1);
            assertThat(jdbc.queryForList("select sequence_name from information_schema.sequences", String.class))
                    .contains("TIERGATE_SEQUENCE");
        }
    }

    @Test
    void hibernateLeavesOurTablesAloneByDefaultInAnEmbeddedDatabase() {
        runner.withPropertyValues("spring.datasource.generate-unique-name=true").run(context -> {
            assertThat(context)
                    .getBean(EntityManagerFactory.class)
                    .satisfies(factory -> assertThat(factory.getProperties().get("hibernate.hbm2ddl.auto"))
                            .isEqualTo("create-drop"));
            context.getBean(Administration.class).grants().grant(GRANT);
            assertThat(context.getBean(Administration.class).grants().list()).hasSize(1);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void startsAgainOnItsOwnTablesOnEachDatabase(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            for (String ddlAuto : List.of("create-drop", "update")) {
                on(database)
                        .withPropertyValues("spring.jpa.hibernate.ddl-auto=" + ddlAuto)
                        .run(context -> {
                            assertThat(context).hasNotFailed();
                            context.getBean(Administration.class).grants().grant(GRANT);
                            assertThat(context.getBean(Administration.class)
                                            .grants()
                                            .list())
                                    .hasSize(1);
                        });
            }
        }
    }

    @Test
    void asksTheHostsOwnFilterAboutItsTables() {
        runner.withPropertyValues(
                        "spring.jpa.properties.hibernate.hbm2ddl.schema_filter_provider=" + HostTables.class.getName(),
                        "spring.jpa.hibernate.ddl-auto=create")
                .run(context -> {
                    JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
                    assertThat(count(jdbc, "tiergate_tenant")).isEqualTo(2);
                    assertThat(
                                    jdbc.queryForList(
                                            "select table_name from information_schema.tables where lower(table_name) = 'draft'"))
                            .isEmpty();
                });
    }

    @Test
    void understandsTheHostsFilterInEachForm() {
        HostTables provider = new HostTables();

        assertThat(HostSchemaFilters.of(provider)).isSameAs(provider);
        assertThat(HostSchemaFilters.of(HostTables.class)).isInstanceOf(HostTables.class);
        assertThat(HostSchemaFilters.of(HostTables.class.getName())).isInstanceOf(HostTables.class);
        assertThat(HostSchemaFilters.of(null)).isSameAs(DefaultSchemaFilterProvider.INSTANCE);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> HostSchemaFilters.of("no.such.Filter"))
                .withMessageContaining("no.such.Filter");
    }

    @Test
    void wrapsWhatACustomizerOfTheHostHasSet() {
        HostTables provider = new HostTables();
        runner.withBean(
                        HibernatePropertiesCustomizer.class,
                        () -> properties -> properties.put(SchemaToolingSettings.HBM2DDL_FILTER_PROVIDER, provider))
                .run(context -> assertThat(context)
                        .getBean(EntityManagerFactory.class)
                        .satisfies(factory -> assertThat(factory.getProperties())
                                .extractingByKey(SchemaToolingSettings.HBM2DDL_FILTER_PROVIDER)
                                .isInstanceOf(HostSchemaFilterProvider.class)));
    }

    @Test
    void waitsForTablesThatAreMadeAfterJpaHasStarted() {
        runner.withPropertyValues("spring.jpa.defer-datasource-initialization=true")
                .run(context -> {
                    context.getBean(Administration.class).grants().grant(GRANT);
                    assertThat(context.getBean(Administration.class).grants().list())
                            .hasSize(1);
                });
    }

    @Test
    void staysOutOfTheDatabaseWithAStoreInMemory() {
        runner.withPropertyValues("tiergate.store=memory").run(context -> {
            assertThat(context).hasSingleBean(MemoryStore.class);
            assertThat(context.getBean(EntityManagerFactory.class)
                            .getMetamodel()
                            .getEntities())
                    .extracting(entity -> entity.getJavaType().getName())
                    .containsExactly(Draft.class.getName());
            assertThat(tiergateTables(context.getBean(JdbcTemplate.class))).isEmpty();
        });
    }

    @Test
    void staysOutOfTheDatabaseWhenSwitchedOff() {
        runner.withPropertyValues("tiergate.enabled=false").run(context -> {
            assertThat(context).doesNotHaveBean(Store.class);
            assertThat(tiergateTables(context.getBean(JdbcTemplate.class))).isEmpty();
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = Draft.class)
    static class OwnScan {}

    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = {Draft.class, JpaStore.class})
    static class OwnScanWithOurs {}

    @Test
    void saysWhatToAddToTheHostsOwnEntityScan() {
        runner.withUserConfiguration(OwnScan.class).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new EntitiesNotScannedFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis).isNotNull();
            assertThat(analysis.getDescription()).contains("@EntityScan");
            assertThat(analysis.getAction()).contains("io.tiergate.store.jpa.JpaStore");
        });
        runner.withUserConfiguration(OwnScanWithOurs.class)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(JpaStore.class));
    }

    @ParameterizedTest
    @CsvSource({"jakarta.persistence", "org.hibernate", "org.springframework.data.jpa", "org.flywaydb"})
    void isNeverSilentlyInMemoryWhereALibraryIsMissing(String hidden) {
        runner.withClassLoader(new FilteredClassLoader(hidden)).run(context -> {
            if (hidden.equals("org.flywaydb")) {
                // The tables may come from elsewhere. Here they do not, and nothing hides that.
                assertThat(context).hasFailed();
            } else {
                assertThat(context).getFailure().rootCause().hasMessageContaining("tiergate.store=jpa");
            }
        });
    }

    @Test
    void isNeverSilentlyInMemoryWithoutADatabase() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        HibernateJpaAutoConfiguration.class,
                        TiergateAutoConfiguration.class,
                        TiergateEntitiesAutoConfiguration.class,
                        TiergateJpaStoreAutoConfiguration.class,
                        TiergateSchemaAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("there is no EntityManagerFactory"));
    }

    @Test
    void bindsItsPropertiesRelaxed() {
        runner.withPropertyValues("tiergate.store=MEMORY")
                .run(context -> assertThat(
                                context.getBean(TiergateProperties.class).store())
                        .isEqualTo(TiergateProperties.StoreType.MEMORY));
    }

    private static long count(JdbcTemplate jdbc, String table) {
        Map<String, Object> row = jdbc.queryForMap("select count(*) as counted from " + table);
        return ((Number) row.values().iterator().next()).longValue();
    }

    private static List<String> tiergateTables(JdbcTemplate jdbc) {
        return jdbc.queryForList(
                "select table_name from information_schema.tables where lower(table_name) like 'tiergate%'",
                String.class);
    }
}
