package io.tiergate.benchmarks.cold;

import io.tiergate.benchmarks.database.Population;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is written where there is no library: the same question on the same rows, with nothing cached. */
@State(Scope.Benchmark)
public class ByHand {

    private static final String EXISTS = """
            SELECT EXISTS (SELECT 1 FROM tiergate_grant g WHERE g.holder_subject_id = u.id AND g.permission_id = p.id)
                OR EXISTS (SELECT 1 FROM tiergate_grant g JOIN tiergate_bundle_permission b ON b.bundle_id = g.bundle_id
                           WHERE g.holder_subject_id = u.id AND b.permission_id = p.id)
                OR EXISTS (SELECT 1 FROM tiergate_group_member m JOIN tiergate_grant g ON g.holder_group_id = m.group_id
                           WHERE m.subject_id = u.id AND g.permission_id = p.id)
                OR EXISTS (SELECT 1 FROM tiergate_group_member m JOIN tiergate_grant g ON g.holder_group_id = m.group_id
                           JOIN tiergate_bundle_permission b ON b.bundle_id = g.bundle_id
                           WHERE m.subject_id = u.id AND b.permission_id = p.id)
            FROM tiergate_subject u, tiergate_permission p
            WHERE u.tenant_id = 2 AND u.subject_type = 'user' AND u.subject_id = ? AND p.tenant_id = 2 AND p.name = ?
            """;

    private JdbcTemplate jdbc;

    @Setup
    public void prepare(Batch batch) {
        jdbc = new JdbcTemplate(batch.dataSource);
    }

    /** One statement. */
    @Benchmark
    @OperationsPerInvocation(Batch.SIZE)
    public int fourExists(Batch batch) {
        int allowed = 0;
        for (int turn = 0; turn < Batch.SIZE; turn++) {
            allowed += Boolean.TRUE.equals(jdbc.queryForObject(
                            EXISTS,
                            Boolean.class,
                            Population.user(batch.user(turn)).id(),
                            batch.permission(turn)))
                    ? 1
                    : 0;
        }
        return Batch.all(allowed);
    }

    /** All effective permissions, as entities with lazy collections read them: a statement for each. */
    @Benchmark
    @OperationsPerInvocation(Batch.SIZE)
    public int statementForEach(Batch batch) {
        int allowed = 0;
        for (int turn = 0; turn < Batch.SIZE; turn++) {
            allowed += effective(batch.user(turn)).contains(batch.permission(turn)) ? 1 : 0;
        }
        return Batch.all(allowed);
    }

    private Set<String> effective(int user) {
        Long id = jdbc.queryForObject(
                "SELECT id FROM tiergate_subject WHERE tenant_id = 2 AND subject_type = 'user' AND subject_id = ?",
                Long.class,
                Population.user(user).id());
        Set<String> effective = new HashSet<>(held("holder_subject_id", id));
        for (Long group : keys("SELECT group_id FROM tiergate_group_member WHERE subject_id = ?", id)) {
            effective.addAll(held("holder_group_id", group));
        }
        return effective;
    }

    private List<String> held(String column, Long holder) {
        List<String> held = new ArrayList<>();
        for (Long permission : keys(
                "SELECT permission_id FROM tiergate_grant WHERE permission_id IS NOT NULL AND " + column + " = ?",
                holder)) {
            held.add(
                    jdbc.queryForObject("SELECT name FROM tiergate_permission WHERE id = ?", String.class, permission));
        }
        for (Long bundle : keys(
                "SELECT bundle_id FROM tiergate_grant WHERE bundle_id IS NOT NULL AND " + column + " = ?", holder)) {
            held.addAll(jdbc.queryForList(
                    "SELECT p.name FROM tiergate_bundle_permission b JOIN tiergate_permission p"
                            + " ON p.id = b.permission_id WHERE b.bundle_id = ?",
                    String.class,
                    bundle));
        }
        return held;
    }

    private List<Long> keys(String sql, Long argument) {
        return jdbc.queryForList(sql, Long.class, argument);
    }
}
