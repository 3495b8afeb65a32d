package io.tiergate.boot.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.boot.core.TiergateProperties;
import io.tiergate.boot.schema.TiergateSchemaAutoConfiguration;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import io.tiergate.testing.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
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
                    TiergateJpaStoreAutoConfiguration.class,
                    TiergateSchemaAutoConfiguration.class))
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

    @ParameterizedTest
    @ValueSource(strings = {"org.hibernate", "org.springframework.data.jpa"})
    void isNeverSilentlyInMemoryWhereALibraryIsMissing(String hidden) {
        runner.withClassLoader(new FilteredClassLoader(hidden))
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("tiergate.store=jpa"));
    }

    @Test
    void isNeverSilentlyInMemoryWithoutADatabase() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        HibernateJpaAutoConfiguration.class,
                        TiergateAutoConfiguration.class,
                        TiergateJpaStoreAutoConfiguration.class,
                        TiergateSchemaAutoConfiguration.class))
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("there is no DataSource"));
    }

    @Test
    void bindsItsPropertiesRelaxed() {
        runner.withPropertyValues("tiergate.store=MEMORY")
                .run(context -> assertThat(
                                context.getBean(TiergateProperties.class).store())
                        .isEqualTo(TiergateProperties.StoreType.MEMORY));
    }

    private static List<String> tiergateTables(JdbcTemplate jdbc) {
        return jdbc.queryForList(
                "select table_name from information_schema.tables where lower(table_name) like 'tiergate%'",
                String.class);
    }
}
