package io.tiergate.boot.guest;

import static io.tiergate.boot.guest.Hosts.assertGuarded;
import static io.tiergate.boot.guest.Hosts.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.boot.guest.Hosts.Plain;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** What else hosts set, leave out or switch off. */
class HostHabitsTest {

    private final FreshDatabase database = TestDatabase.H2.fresh();
    private final ApplicationContextRunner host = Hosts.on(database, Plain.class);

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void itsJacksonSettingsChangeNothingOfOursAndOursNothingOfIts() {
        host.withPropertyValues(
                        "spring.jackson.property-naming-strategy=SNAKE_CASE",
                        "spring.jackson.default-property-inclusion=always")
                .run(context -> {
                    Administration administration = context.getBean(Administration.class);
                    administration.subjects().register(Subject.user("alice"), "Alice");

                    assertThat(administration.changesAfter(0, 10).get(0).changes())
                            .last()
                            .satisfies(
                                    change -> assertThat(change.after())
                                            .isEqualTo(
                                                    "{\"subject\":\"user:alice\",\"displayName\":\"Alice\",\"suspended\":false}"));
                    assertThat(context.getBean(JsonMapper.class).writeValueAsString(new Shown("x")))
                            .isEqualTo("{\"some_name\":\"x\"}");
                    assertGuarded(context);
                });
    }

    record Shown(String someName) {}

    @Test
    void aLazyHostIsGuardedAndItsCatalogueIsThere() {
        host.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .run(context -> assertGuarded(context));
    }

    @Test
    void aHostWithoutTheWebIsGuarded() {
        host.withClassLoader(new FilteredClassLoader("org.springframework.web", "jakarta.servlet"))
                .run(context -> assertGuarded(context));
    }

    @Test
    void aHostWithoutJpaIsGuardedInMemory() {
        new ApplicationContextRunner()
                .withUserConfiguration(Plain.class)
                .withClassLoader(new FilteredClassLoader(
                        "jakarta.persistence",
                        "org.hibernate",
                        "org.springframework.orm",
                        "org.springframework.data",
                        "org.springframework.jdbc",
                        "org.flywaydb",
                        "org.springframework.boot.jdbc",
                        "org.springframework.boot.flyway",
                        "org.springframework.boot.sql"))
                .withBean(PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", ""))
                .withPropertyValues("tiergate.store=memory")
                .run(context -> {
                    assertThat(context).hasSingleBean(MemoryStore.class).doesNotHaveBean(DataSource.class);
                    assertGuarded(context);
                });
    }

    @Test
    void aHostThatSwitchesTiergateOffHasNothingOfItButTheGuardThatLetsNobodyIn() {
        host.withPropertyValues("tiergate.enabled=false").run(context -> {
            assertThat(context).hasNotFailed().doesNotHaveBean(Store.class);
            assertThat(context.getBeanDefinitionNames())
                    .filteredOn(name -> name.startsWith("tiergate"))
                    .containsExactly(
                            "tiergateGuardCheck", "tiergatePermissionGuards", "tiergateRequiresPermissionAdvisor");
            assertThat(tables(database.dataSource())).noneMatch(table -> table.startsWith("tiergate"));
        });
    }
}
