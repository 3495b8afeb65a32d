package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.ResourceEntry;
import io.tiergate.admin.ResourceNode;
import io.tiergate.store.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What holds of all trees at all times, read in the rows themselves. */
final class TreeCheck {

    private final JdbcTemplate jdbc;
    private final Tenant tenant;

    TreeCheck(JdbcTemplate jdbc, Tenant tenant) {
        this.jdbc = jdbc;
        this.tenant = tenant;
    }

    void check(Administration administration) {
        Map<Long, TreePath> paths = new HashMap<>();
        Map<Long, Long> parents = new HashMap<>();
        jdbc.query(
                "select r.id, r.parent_id, r.path from tiergate_resource r join tiergate_tenant t on t.id = r.tenant_id"
                        + " where t.tenant_key = ?",
                row -> {
                    long id = row.getLong(1);
                    paths.put(id, new TreePath(row.getString(3)));
                    parents.put(id, HeldRows.longOrNull(row, 2));
                },
                tenant.key());
        paths.forEach((id, path) -> {
            Long parent = parents.get(id);
            if (parent == null) {
                assertThat(path).isEqualTo(TreePath.root(id));
            } else {
                assertThat(paths).as("parent of %s", id).containsKey(parent);
                assertThat(path).isEqualTo(paths.get(parent).child(id));
            }
        });
        List<ResourceEntry> reached = new ArrayList<>();
        List<ResourceEntry> roots = administration.resources().roots(0, 10_000);
        positions(administration, roots);
        for (ResourceEntry root : roots) {
            walk(administration, administration.resources().subtree(root.resource(), 250, 10_000), reached);
        }
        assertThat(reached).extracting(ResourceEntry::key).containsExactlyInAnyOrderElementsOf(paths.keySet());
        for (String dangling : List.of(
                "select count(*) from tiergate_grant g where g.resource_id is not null and not exists"
                        + " (select 1 from tiergate_resource r where r.id = g.resource_id)",
                "select count(*) from tiergate_resource r where r.owner_subject_id is not null and not exists"
                        + " (select 1 from tiergate_subject s where s.id = r.owner_subject_id)",
                "select count(*) from tiergate_resource r where r.owner_group_id is not null and not exists"
                        + " (select 1 from tiergate_group g where g.id = r.owner_group_id)")) {
            assertThat(jdbc.queryForObject(dangling, Long.class)).as(dangling).isZero();
        }
    }

    private static void walk(Administration administration, ResourceNode node, List<ResourceEntry> reached) {
        reached.add(node.entry());
        positions(
                administration,
                node.children().stream().map(ResourceNode::entry).toList());
        node.children().forEach(child -> walk(administration, child, reached));
    }

    private static void positions(Administration administration, List<ResourceEntry> siblings) {
        for (int i = 0; i < siblings.size(); i++) {
            assertThat(administration.resources().position(siblings.get(i).resource()))
                    .isEqualTo(i + 1);
        }
    }
}
