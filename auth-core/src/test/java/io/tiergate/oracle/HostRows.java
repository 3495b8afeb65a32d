package io.tiergate.oracle;

import io.tiergate.AllowedResources;
import io.tiergate.AllowedResources.Extent;
import io.tiergate.Resource;
import io.tiergate.resource.AllowedSql;
import io.tiergate.testing.Extents;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.NamedColumn;
import io.tiergate.testing.StoreFixture;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lists as a host makes them, by a condition in a statement of its own, in each of the ways in which that is written. */
final class HostRows {

    private static final List<Extent> EXTENTS = List.of(Extent.values());

    private final JdbcTemplate jdbc;
    private final AllowedSql sql;
    private final Dice dice;

    private HostRows(JdbcTemplate jdbc, AllowedSql sql, Dice dice) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.dice = dice;
    }

    /** @return null if there is no database */
    static @Nullable HostRows in(StoreFixture fixture, long seed) {
        return fixture instanceof JpaStoreFixture database
                ? new HostRows(
                        new JdbcTemplate(database.node().dataSource()),
                        database.store().conditions(),
                        new Dice(seed))
                : null;
    }

    Set<Resource> list(AllowedResources allowed, String type) {
        AllowedResources taken = Extents.counted(allowed, dice.pick(EXTENTS));
        String select = "select d.external_id from tiergate_resource d where d.type_id = " + allowed.typeId() + " and ";
        List<String> ids;
        if (dice.percent(50)) {
            ids = jdbc.queryForList(select + sql.literal(taken, "d.id"), String.class);
        } else {
            AllowedSql.Condition condition =
                    dice.percent(50) ? sql.where(taken, "d.id") : NamedColumn.where(sql, taken, "d.id");
            ids = jdbc.queryForList(
                    select + condition.text(), String.class, condition.values().toArray());
        }
        Set<Resource> resources = new HashSet<>();
        ids.forEach(id -> resources.add(Resource.of(type, id)));
        return resources;
    }
}
