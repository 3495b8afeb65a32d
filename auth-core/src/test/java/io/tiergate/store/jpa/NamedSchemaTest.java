package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.schema.SchemaMigration;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables in a schema that is not the connections' own, with a name that must be quoted. */
class NamedSchemaTest {

    private static final Subject ALICE = Subject.user("alice");

    @ParameterizedTest
    @EnumSource
    void everythingIsDoneThere(TestDatabase type) {
        String schema = "Our Permissions " + System.nanoTime();
        try (FreshDatabase database = type.fresh()) {
            DataSource dataSource = database.dataSource();
            new SchemaMigration(dataSource, schema).migrate();
            try (JpaStore store = new JpaStore(dataSource, schema)) {
                StoreDecisionPoint decisions = new StoreDecisionPoint(store, Clock.systemUTC());
                useAll(Administration.of(store, decisions, Clock.systemUTC(), () -> null), decisions);
            } finally {
                if (type == TestDatabase.MARIADB) {
                    new JdbcTemplate(dataSource).execute("drop database `" + schema + "`");
                }
            }
            String own = type == TestDatabase.MARIADB ? database.name() : "public";
            assertThat(new JdbcTemplate(database.dataSource())
                            .queryForList(
                                    "select table_name from information_schema.tables"
                                            + " where lower(table_name) like 'tiergate%' and lower(table_schema) = ?",
                                    String.class, own))
                    .isEmpty();
        }
    }

    private static void useAll(Administration administration, StoreDecisionPoint decisions) {
        Tenant acme = Tenant.of("acme");
        administration.tenants().create(acme);
        Administration there = administration.inTenant(acme);
        there.permissions().define("entry", "");
        there.permissions().define("exit", "");
        there.permissions().rename("exit", "leave");
        there.bundles().define("doors", "", List.of("entry", "leave"));
        there.bundles().remove("doors", List.of("leave"));
        there.groups().define("team", "");
        there.groups().addMember("team", ALICE);
        there.grants().grant(Grant.allow(Group.of("team"), What.bundle("doors")));
        there.grants().grant(Grant.allow(ALICE, "leave"));

        assertThat(decisions.check(new AccessRequest(acme, ALICE, "entry")).allowed())
                .isTrue();
        assertThat(decisions.holdersOf(acme, "entry")).hasSize(1);
        assertThat(decisions.permissionsOf(acme, ALICE)).hasSize(2);
        there.grants().revoke(Grant.allow(ALICE, "leave"));
        there.subjects().delete(ALICE);
        assertThat(decisions.check(new AccessRequest(acme, ALICE, "entry")).allowed())
                .isFalse();
        assertThat(there.changesAfter(0, 100)).isNotEmpty();
        administration.tenants().delete(acme);
    }
}
