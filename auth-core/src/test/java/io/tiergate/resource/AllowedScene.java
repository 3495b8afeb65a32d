package io.tiergate.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.AllowedResources.Extent;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.schema.Vendor;
import io.tiergate.testing.Extents;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.NamedColumn;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.jdbc.core.JdbcTemplate;

/** A host's table of documents, one in each of some folders, and others that have no resource. */
final class AllowedScene implements AutoCloseable {

    static final long WITHOUT_RESOURCE = -1;

    private final JpaStoreFixture fixture;
    final JpaStoreFixture.Node node;
    final DecisionPoint decisions;
    final Administration administration;
    final JdbcTemplate jdbc;
    final AllowedSql sql;

    AllowedScene(TestDatabase database) {
        this(database, query -> {});
    }

    /** @param asked takes each query that is sent, with its values */
    AllowedScene(TestDatabase database, Consumer<QueryInfo> asked) {
        fixture = StoreFixture.on(database);
        node = fixture.newNode(
                config -> {},
                source -> ProxyDataSourceBuilder.create(source)
                        .countQuery()
                        .afterQuery((execution, queries) -> queries.forEach(asked))
                        .build());
        decisions = new StoreDecisionPoint(node.store(), Clock.systemUTC());
        administration = Administration.of(node.store(), decisions, Clock.systemUTC(), () -> null);
        jdbc = new JdbcTemplate(node.dataSource());
        sql = new AllowedSql(Vendor.of(node.dataSource()), null);
        administration.permissions().define("document.read", "");
        administration.permissions().define("document.write", "");
        administration.resourceTypes().define("folder", "", List.of("document.read", "document.write"));
        administration.resourceTypes().define("document", "", List.of("document.read", "document.write"));
        jdbc.execute("create table document (id bigint primary key, resource_id bigint)");
        jdbc.execute("create index document_resource on document (resource_id)");
    }

    /** Folders in folders, with documents in them; returns the documents. */
    List<Resource> fill(int folders, int documents) {
        List<Resource> all = new ArrayList<>();
        for (int f = 0; f < folders; f++) {
            Resource folder = Resource.of("folder", "f" + f);
            Resource parent = f % 4 == 0 ? null : Resource.of("folder", "f" + (f - 1));
            administration.resources().register(new NewResource(folder, parent, null, null));
            List<NewResource> leaves = new ArrayList<>();
            for (int d = 0; d < documents; d++) {
                Resource leaf = Resource.of("document", f + "-" + d);
                all.add(leaf);
                leaves.add(new NewResource(leaf, folder, null, null));
            }
            leaves.forEach(administration.resources()::register);
        }
        jdbc.execute("insert into document select id, id from tiergate_resource where type_id ="
                + " (select id from tiergate_resource_type where name = 'document')");
        jdbc.update("insert into document values (?, null)", WITHOUT_RESOURCE);
        return all;
    }

    /** How the condition is written. */
    enum Form {
        LITERAL,
        BOUND,
        BOUND_WITH_A_COLUMN_THAT_IS_NAMED_LATER
    }

    List<String> listed(Subject subject, String permission, Form form) {
        return listed(decisions.allowedResources(Tenant.DEFAULT, subject, permission, "document"), form);
    }

    List<String> listed(AllowedResources allowed, Form form) {
        return rows(
                "select r.external_id from document d join tiergate_resource r on r.id = d.resource_id where ",
                "",
                allowed,
                form,
                String.class);
    }

    /** The keys of the rows, also of those without a resource, on which it is not allowed. */
    List<Long> notListed(AllowedResources allowed, Form form) {
        return rows("select d.id from document d where not (", ")", allowed, form, Long.class);
    }

    /** How PostgreSQL finds the rows. */
    String plan(AllowedResources allowed, Form form, String before, String after) {
        return String.join(
                "\n", rows("explain select d.id from document d where " + before, after, allowed, form, String.class));
    }

    private <T> List<T> rows(String before, String after, AllowedResources allowed, Form form, Class<T> of) {
        AllowedSql.Condition condition = switch (form) {
            case LITERAL -> new AllowedSql.Condition(sql.literal(allowed, "d.resource_id"), List.of());
            case BOUND -> sql.where(allowed, "d.resource_id");
            case BOUND_WITH_A_COLUMN_THAT_IS_NAMED_LATER -> NamedColumn.where(sql, allowed, "d.resource_id");
        };
        return jdbc.queryForList(
                before + condition.text() + after, of, condition.values().toArray());
    }

    void requireAgreement(Subject subject, String permission, List<Resource> documents) {
        List<String> checked = documents.stream()
                .filter(each -> decisions
                                .check(new AccessRequest(Tenant.DEFAULT, subject, permission).on(each))
                                .code()
                        == Code.GRANTED)
                .map(Resource::id)
                .toList();
        AllowedResources allowed = decisions.allowedResources(Tenant.DEFAULT, subject, permission, "document");
        long rows = Objects.requireNonNull(jdbc.queryForObject("select count(*) from document", Long.class));
        for (Form form : Form.values()) {
            assertThat(listed(allowed, form)).as("%s", form).containsExactlyInAnyOrderElementsOf(checked);
            for (Extent extent : Extent.values()) {
                AllowedResources taken = Extents.counted(allowed, extent);
                assertThat(listed(taken, form)).as("%s, %s", extent, form).containsExactlyInAnyOrderElementsOf(checked);
                assertThat(notListed(taken, form))
                        .as("not: %s, %s", extent, form)
                        .hasSize((int) rows - checked.size())
                        .contains(WITHOUT_RESOURCE);
            }
        }
        ResourceList list = ResourceLists.of(node.store(), decisions)
                .allowing(Tenant.DEFAULT, subject, permission)
                .ofTypes("document");
        assertThat(list.page(0, 10_000).stream().map(Resource::id)).containsExactlyInAnyOrderElementsOf(checked);
        assertThat(list.count()).isEqualTo(checked.size());
    }

    Extent extent(Subject subject) {
        return decisions
                .allowedResources(Tenant.DEFAULT, subject, "document.read", "document")
                .extent();
    }

    @Override
    public void close() {
        fixture.close();
    }
}
