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
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.jdbc.core.JdbcTemplate;

/** A host's table of documents, one in each of some folders, and others that have no resource. */
final class AllowedScene implements AutoCloseable {

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
        jdbc.execute("insert into document values (-1, null)");
        return all;
    }

    List<String> listed(Subject subject, String permission, boolean literal) {
        return listed(decisions.allowedResources(Tenant.DEFAULT, subject, permission, "document"), literal);
    }

    List<String> listed(AllowedResources allowed, boolean literal) {
        String select = "select r.external_id from document d join tiergate_resource r on r.id = d.resource_id where ";
        if (literal) {
            return jdbc.queryForList(select + sql.literal(allowed, "d.resource_id"), String.class);
        }
        AllowedSql.Condition condition = sql.where(allowed, "d.resource_id");
        return jdbc.queryForList(
                select + condition.text(), String.class, condition.values().toArray());
    }

    void requireAgreement(Subject subject, String permission, List<Resource> documents) {
        List<String> checked = documents.stream()
                .filter(each -> decisions
                                .check(new AccessRequest(Tenant.DEFAULT, subject, permission).on(each))
                                .code()
                        == Code.GRANTED)
                .map(Resource::id)
                .toList();
        assertThat(listed(subject, permission, false)).containsExactlyInAnyOrderElementsOf(checked);
        assertThat(listed(subject, permission, true)).containsExactlyInAnyOrderElementsOf(checked);
        AllowedResources allowed = decisions.allowedResources(Tenant.DEFAULT, subject, permission, "document");
        for (Extent extent : Extent.values()) {
            AllowedResources taken = Extents.counted(allowed, extent);
            assertThat(listed(taken, false)).as("%s", extent).containsExactlyInAnyOrderElementsOf(checked);
            assertThat(listed(taken, true)).as("%s", extent).containsExactlyInAnyOrderElementsOf(checked);
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
