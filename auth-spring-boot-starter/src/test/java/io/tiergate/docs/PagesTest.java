package io.tiergate.docs;

import static io.tiergate.Subject.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.HeldPermission;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.security.PermissionGuards;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The snippets of the pages do what the pages say. */
class PagesTest {

    private final Store store = new MemoryStore();
    private final DecisionPoint decisions = new StoreDecisionPoint(store, Clock.systemUTC());
    private final Administration administration = Administration.of(store, decisions, Clock.systemUTC(), () -> null);

    /** A host's own migrations, with the names of the page, one after the other. */
    @Test
    void theUserLinkPageRuns() {
        try (FreshDatabase database = TestDatabase.H2.fresh();
                HikariDataSource dataSource = database.dataSource()) {
            JdbcTemplate jdbc = new JdbcTemplate(dataSource);
            jdbc.execute("create table app_user (id bigint primary key, username varchar(100))");
            Flyway.configure()
                    .dataSource(dataSource)
                    .baselineOnMigrate(true)
                    .javaMigrations(new Pages().new V7__tiergate(), new Pages().new V8__link_users())
                    .load()
                    .migrate();
            String links = "select count(*) from tiergate_user_link";
            assertThat(jdbc.queryForObject(links, Integer.class)).isEqualTo(1);

            jdbc.execute((ConnectionCallback<Void>) connection -> {
                Context context = mock(Context.class);
                when(context.getConnection()).thenReturn(connection);
                Pages.undoUserLink(context);
                return null;
            });
            assertThat(jdbc.queryForObject(links, Integer.class)).isZero();
        }
        Pages.userLinkOptions();
        Pages.userLinkAsSql();
    }

    @Test
    void thePageOfManyNodesRuns() {
        administration.permissions().define("invoice.approve", "");
        administration.grants().grant(Grant.allow(user("alice"), "invoice.approve"));

        assertThat(Pages.atLeast(decisions).allowed()).isTrue();
    }

    @Test
    void theAdministrationPageRuns() {
        Pages.administration(administration, Clock.systemUTC().instant().plus(Duration.ofDays(20)));

        assertThat(decisions.permissionsOf(Tenant.DEFAULT, user("bob")))
                .extracting(HeldPermission::permission)
                .containsExactly("invoice.approve");
        assertThat(decisions.permissionsOf(Tenant.DEFAULT, user("alice"))).isEmpty();

        administration.tenants().create(Tenant.of("acme"));
        administration.inTenant(Tenant.of("acme")).permissions().define("invoice.approve", "");
        Pages.scope(administration);
        Pages.whoHoldsWhat(administration);

        assertThat(decisions.permissionsOf(Tenant.of("acme"), user("alice"))).hasSize(1);
    }

    @Test
    void theAnnotationsOfTheGuardingPageCanBeEnforced() {
        PermissionGuards guards = new PermissionGuards();

        assertThat(guards.guards(Pages.Annotated.class)).isTrue();
        assertThat(guards.guards(Pages.Forms.class)).isTrue();
        assertThat(guards.permissions().keySet())
                .containsExactly(
                        "audit.read",
                        "audit.write",
                        "invoice.admin",
                        "invoice.approve",
                        "invoice.read",
                        "order.approve");
    }
}
