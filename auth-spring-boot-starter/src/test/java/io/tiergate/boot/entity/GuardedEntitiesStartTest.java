package io.tiergate.boot.entity;

import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.admin.ResourceTypeCatalogue;
import io.tiergate.admin.ResourceTypeEntry;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.boot.jpa.TiergateEntityAutoConfiguration;
import io.tiergate.boot.jpa.TiergateJpaStoreAutoConfiguration;
import io.tiergate.boot.mistaken.Mistaken;
import io.tiergate.boot.schema.TiergateSchemaAutoConfiguration;
import io.tiergate.entity.Allowed;
import io.tiergate.resource.AllowedSql;
import io.tiergate.resource.AllowedSql.Condition;
import io.tiergate.resource.ResourceLists;
import io.tiergate.security.Access;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** Guarded entities of an application with nothing but the starter. */
class GuardedEntitiesStartTest {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DataSourceAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class,
                    HibernateJpaAutoConfiguration.class,
                    DataJpaRepositoriesAutoConfiguration.class,
                    TransactionAutoConfiguration.class,
                    TiergateAutoConfiguration.class,
                    TiergateEntityAutoConfiguration.class,
                    TiergateJpaStoreAutoConfiguration.class,
                    TiergateSchemaAutoConfiguration.class))
            .withPropertyValues("spring.jpa.hibernate.ddl-auto=create")
            .withBean(PermissionCatalogue.class, () -> PermissionCatalogue.of("volume.read", ""));

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage
    static class Host {}

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Mistaken.class)
    static class MistakenHost {}

    private static ResourceTypeCatalogue types() {
        return ResourceTypeCatalogue.of("shelf", "", "volume.read").and("volume", "", "volume.read");
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @ParameterizedTest
    @EnumSource
    void savesListsAndDeletesThroughRepositories(TestDatabase on) {
        FreshDatabase database = on.fresh();
        runner.withUserConfiguration(Host.class)
                .withBean(ResourceTypeCatalogue.class, GuardedEntitiesStartTest::types)
                .withPropertyValues(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.username(),
                        "spring.datasource.password=" + database.password())
                .run(context -> {
                    Administration administration = context.getBean(Administration.class);
                    assertThat(administration.resourceTypes().find("volume"))
                            .get()
                            .extracting(ResourceTypeEntry::bound)
                            .isEqualTo(true);
                    Shelf shelf = new Shelf();
                    shelf.owner = "carol";
                    context.getBean(Shelves.class).save(shelf);
                    Volumes volumes = context.getBean(Volumes.class);
                    for (String title : List.of("one", "two", "three")) {
                        Volume volume = new Volume();
                        volume.shelf = shelf;
                        volume.title = title;
                        assertThat(volumes.save(volume).resourceId).isNotNull();
                    }
                    administration
                            .grants()
                            .grant(Grant.allow(user("alice"), "volume.read").on(Resource.of("shelf", shelf.id)));

                    assertThat(volumes.findAll(Allowed.to("volume.read"))).isEmpty();
                    for (String reader : List.of("alice", "carol")) {
                        SecurityContextHolder.getContext()
                                .setAuthentication(
                                        UsernamePasswordAuthenticationToken.authenticated(reader, "", List.of()));
                        assertThat(volumes.findAll(Allowed.to("volume.read"), PageRequest.of(0, 2))
                                        .getTotalElements())
                                .isEqualTo(3);
                        Access access = context.getBean(Access.class);
                        Condition readable = context.getBean(AllowedSql.class)
                                .where(access.allowedResources("volume.read", "volume"), "v.resource_id");
                        assertThat(context.getBean(JdbcClient.class)
                                        .sql("select v.title from volume v where v.title like ? and " + readable.text())
                                        .param("t%")
                                        .params(readable.values())
                                        .query(String.class)
                                        .list())
                                .containsExactlyInAnyOrder("two", "three");
                        assertThat(context.getBean(ResourceLists.class)
                                        .allowing(access.tenant(), access.subject(), "volume.read")
                                        .ofTypes("volume")
                                        .count())
                                .isEqualTo(3);
                    }
                    volumes.deleteAll();
                    context.getBean(Shelves.class).deleteAll();
                    assertThat(administration.resources().countRoots()).isZero();
                });
        database.close();
    }

    @Test
    void doesNotStartWithATypeThatNobodyHasDeclared() {
        runner.withUserConfiguration(Host.class)
                .withBean(
                        ResourceTypeCatalogue.class, () -> ResourceTypeCatalogue.of("shelf", "Shelves", "volume.read"))
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasMessageContaining("Entities have resource types that nobody has declared:\n"
                                + "  'volume' at io.tiergate.boot.entity.Volume"));
    }

    @Test
    void doesNotStartWithAnEntityThatIsGuardedWrongly() {
        runner.withUserConfiguration(MistakenHost.class)
                .run(
                        context -> assertThat(context)
                                .getFailure()
                                .hasStackTraceContaining(
                                        "@GuardedEntity on io.tiergate.boot.mistaken.Mistaken: there is no"
                                                + " attribute 'resourceId', which key = names unless you say otherwise. Add it as @Column("));
    }

    @Test
    void addsWhatATypeIsWithoutAndTakesNothingAway() {
        FreshDatabase database = TestDatabase.H2.fresh();
        ApplicationContextRunner same =
                runner.withUserConfiguration(Host.class).withPropertyValues("spring.datasource.url=" + database.url());
        same.withBean(ResourceTypeCatalogue.class, GuardedEntitiesStartTest::types)
                .run(context -> assertThat(context).hasNotFailed());
        same.withBean("more", PermissionCatalogue.class, () -> PermissionCatalogue.of("volume.write", ""))
                .withBean(
                        ResourceTypeCatalogue.class,
                        () -> ResourceTypeCatalogue.of("shelf", "", "volume.write")
                                .and("volume", "Volumes"))
                .run(context -> {
                    Administration administration = context.getBean(Administration.class);
                    assertThat(administration
                                    .resourceTypes()
                                    .find("shelf")
                                    .orElseThrow()
                                    .permissions())
                            .containsExactly("volume.read", "volume.write");
                    ResourceTypeEntry volume =
                            administration.resourceTypes().find("volume").orElseThrow();
                    assertThat(volume.description()).isEqualTo("Volumes");
                    assertThat(volume.bound()).isTrue();
                    assertThat(volume.permissions()).containsExactly("volume.read");
                });
        database.close();
    }
}
