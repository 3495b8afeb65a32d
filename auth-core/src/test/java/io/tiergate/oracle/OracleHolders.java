package io.tiergate.oracle;

import io.tiergate.Decision.Code;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.HolderQuery;
import io.tiergate.HolderQuery.Way;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.oracle.Oracle.Deciding;
import io.tiergate.oracle.Oracle.Given;
import io.tiergate.oracle.Oracle.Owned;
import io.tiergate.oracle.World.Member;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who may do something, chosen, from what the {@link Oracle} says about each one alone. Slow in the same way. */
final class OracleHolders {

    private final World world;
    private final HolderQuery query;
    private final Instant now;
    private final Map<Holder, Map<String, Set<Deciding>>> found = new HashMap<>();

    private OracleHolders(World world, HolderQuery query, Instant now) {
        this.world = world;
        this.query = query;
        this.now = now;
    }

    /** All of those who are found, whatever page is asked for. */
    static Map<Holder, Map<String, Set<Deciding>>> find(World world, HolderQuery query, Instant now) {
        OracleHolders holders = new OracleHolders(world, query, now);
        holders.find();
        return holders.found;
    }

    private void find() {
        Tenant tenant = query.tenant();
        Oracle oracle = new Oracle(world);
        Subject nobody = oracle.aSubjectThatNobodyKnows(tenant);
        find(oracle, Group.EVERYONE, Subject.anonymous());
        find(oracle, Group.AUTHENTICATED, nobody);
        if (!query.expanded()) {
            // A group may what one may who is in it alone.
            for (String group : world.of(tenant).groups()) {
                World withMember = world.copy();
                withMember.of(tenant).members().add(new Member(group, nobody, Validity.ALWAYS));
                find(new Oracle(withMember), Group.of(group), nobody);
            }
        }
        for (World.Known known : world.of(tenant).subjects()) {
            find(oracle, known.subject(), known.subject());
        }
    }

    private void find(Oracle oracle, Holder holder, Subject subject) {
        if (query.among() != null && !query.among().contains(holder)) {
            return;
        }
        Map<String, Set<Deciding>> permissions = new TreeMap<>();
        for (String permission : permissions()) {
            if (oracle.check(query.tenant(), subject, permission, query.resource(), now) == Code.GRANTED) {
                Set<Deciding> deciding = new HashSet<>();
                for (Deciding each : oracle.explain(query.tenant(), subject, permission, query.resource(), now)) {
                    if (isAskedFor(each, holder)) {
                        deciding.add(holder instanceof Group ? withoutMember(each) : each);
                    }
                }
                if (deciding.stream().anyMatch(each -> isOwn(each, holder))) {
                    permissions.put(permission, deciding);
                }
            }
        }
        if (!permissions.isEmpty()) {
            found.put(holder, permissions);
        }
    }

    private Set<String> permissions() {
        if (query.permissions() != null) {
            return query.permissions();
        }
        Set<String> all = new TreeSet<>();
        for (World.Contents definitions : world.seenBy(query.tenant())) {
            definitions.permissions().forEach(permission -> all.add(permission.name()));
        }
        return all;
    }

    private boolean isAskedFor(Deciding deciding, Holder line) {
        boolean direct = Oracle.holder(deciding) instanceof Subject;
        if (!direct && line instanceof Subject && !query.expanded()) {
            return false;
        }
        if ((query.way() == Way.DIRECT && !direct) || (query.way() == Way.GROUPS && direct)) {
            return false;
        }
        return query.through() == null || List.copyOf(query.through()).contains(Oracle.holder(deciding));
    }

    private static boolean isOwn(Deciding deciding, Holder line) {
        return line instanceof Group
                ? Oracle.holder(deciding).equals(line)
                : !Oracle.isBuiltIn(Oracle.holder(deciding));
    }

    private static Deciding withoutMember(Deciding deciding) {
        return deciding instanceof Given given
                ? new Given(given.grant(), null)
                : new Owned(((Owned) deciding).resource(), ((Owned) deciding).owner(), null);
    }
}
