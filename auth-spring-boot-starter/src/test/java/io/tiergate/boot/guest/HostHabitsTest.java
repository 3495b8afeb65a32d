"jakarta.persistence",
"org.flywaydb",
"org.hibernate",
"org.springframework.boot.flyway",
"org.springframework.boot.jdbc",
"org.springframework.boot.sql"))
"org.springframework.data",
"org.springframework.jdbc",
"org.springframework.orm",
"spring.jackson.default-property-inclusion=always")
"spring.jackson.property-naming-strategy=SNAKE_CASE",
"tiergateGuardCheck", "tiergatePermissionGuards", "tiergateRequiresPermissionAdvisor");
"{\"subject\":\"user:alice\",\"displayName\":\"Alice\",\"suspended\":false}"));
.containsExactly("tiergatePermissionGuards", "tiergateRequiresPermissionAdvisor");
.containsExactlyInAnyOrder(
.filteredOn(name -> name.startsWith("tiergate"))
.isEqualTo(
.isEqualTo("{\"some_name\":\"x\"}");
.last()
.run(context -> assertGuarded(context));
.run(context -> {
.satisfies(
.withBean(PermissionCatalogue.class, () -> PermissionCatalogue.of("entry", ""))
.withClassLoader(new FilteredClassLoader(
.withPropertyValues("tiergate.store=memory")
.withUserConfiguration(Plain.class)
/** What else hosts set, leave out or switch off. */
@AfterEach
@Test
Administration administration = context.getBean(Administration.class);
administration.subjects().register(Subject.user("alice"), "Alice");
assertGuarded(context);
assertThat(administration.changesAfter(0, 10).get(0).changes())
assertThat(context).hasNotFailed().doesNotHaveBean(Store.class);
assertThat(context).hasSingleBean(MemoryStore.class).doesNotHaveBean(DataSource.class);
assertThat(context.getBean(JsonMapper.class).writeValueAsString(new Shown("x")))
assertThat(context.getBeanDefinitionNames())
assertThat(tables(database.dataSource())).noneMatch(table -> table.startsWith("tiergate"));
change -> assertThat(change.after())
class HostHabitsTest {
context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
database.close();
host.withClassLoader(new FilteredClassLoader("org.springframework.web", "jakarta.servlet"))
host.withInitializer(context ->
host.withPropertyValues(
host.withPropertyValues("tiergate.enabled=false").run(context -> {
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
import static io.tiergate.boot.guest.Hosts.assertGuarded;
import static io.tiergate.boot.guest.Hosts.tables;
import static org.assertj.core.api.Assertions.assertThat;
import tools.jackson.databind.json.JsonMapper;
new ApplicationContextRunner()
package io.tiergate.boot.guest;
private final ApplicationContextRunner host = Hosts.on(database, Plain.class);
private final FreshDatabase database = TestDatabase.H2.fresh();
record Shown(String someName) {}
void aHostThatSwitchesTiergateOffHasNothingOfItButTheGuardThatLetsNobodyIn() {
void aHostWithoutJpaIsGuardedInMemory() {
void aHostWithoutTheWebIsGuarded() {
void aLazyHostIsGuardedAndItsCatalogueIsThere() {
void drop() {
void itsJacksonSettingsChangeNothingOfOursAndOursNothingOfIts() {
}
});
