package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.resource.ResourceLists;
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.List;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that hold something already are brought to the newest version, and hold it still. */
class UpgradeTest {

    private static final Subject ALICE = Subject.user("alice");
    private static final Resource FOLDER = Resource.of("folder", "1");
    private static final Resource OTHER = Resource.of("folder", "2");
    private static final Resource BELOW = Resource.of("folder", "3");

    @ParameterizedTest
    @EnumSource
    void treesAndGrantsOfVersionThreeWorkAsBefore(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            DataSource dataSource = database.dataSource();
            migrateTo("3", dataSource);
            work(dataSource, (administration, lists) -> {
                administration.permissions().define("read", "");
                administration.resourceTypes().define("folder", "", List.of("read"));
                administration.resources().register(NewResource.of(FOLDER).ownedBy(ALICE));
                administration.resources().register(OTHER);
                administration.resources().register(NewResource.of(BELOW).below(OTHER));
                administration.grants().grant(Grant.allow(ALICE, "read").on(OTHER));
                requireListed(lists, FOLDER, OTHER, BELOW);
            });

            SchemaMigration migration = new SchemaMigration(dataSource);
            assertThat(migration.migrate()).isEqualTo(Script.latestVersion() - 3);
            migration.validate();
            work(dataSource, (administration, lists) -> {
                requireListed(lists, FOLDER, OTHER, BELOW);
                assertThat(administration.resources().transferAll(ALICE, null)).isEqualTo(1);
                requireListed(lists, OTHER, BELOW);
                administration.resources().move(BELOW, FOLDER);
                requireListed(lists, OTHER);
                administration.grants().grant(Grant.allow(ALICE, "read").on(FOLDER));
                requireListed(lists, FOLDER, OTHER, BELOW);
            });
        }
    }

    private static void migrateTo(String version, DataSource dataSource) {
        Place place = Place.of(dataSource, null);
        Flyway.configure(UpgradeTest.class.getClassLoader())
                .dataSource(dataSource)
                .defaultSchema(place.schema())
                .table(SchemaMigration.HISTORY_TABLE)
                .locations("classpath:" + Script.folder(place.vendor()))
                .placeholderReplacement(false)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(version)
                .load()
                .migrate();
    }

    private static void work(DataSource dataSource, BiConsumer<Administration, ResourceLists> work) {
        try (JpaStore store = new JpaStore(dataSource)) {
            DecisionPoint decisions = new StoreDecisionPoint(store, Clock.systemUTC());
            Administration administration = Administration.of(store, decisions, Clock.systemUTC(), () -> null);
            work.accept(administration, ResourceLists.of(store, decisions));
            assertThat(decisions
                            .check(new AccessRequest(Tenant.DEFAULT, ALICE, "read").on(OTHER))
                            .allowed())
                    .isTrue();
        }
    }

    private static void requireListed(ResourceLists lists, Resource... resources) {
        assertThat(lists.allowing(Tenant.DEFAULT, ALICE, "read").page(0, 9)).containsExactlyInAnyOrder(resources);
    }
}
