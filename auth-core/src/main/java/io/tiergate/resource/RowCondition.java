package io.tiergate.resource;

import io.tiergate.AllowedResources;
import io.tiergate.AllowedResources.Extent;
import io.tiergate.AllowedResources.Grants;
import io.tiergate.AllowedResources.Owning;
import io.tiergate.AllowedResources.Root;
import io.tiergate.schema.Vendor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one condition. */
final class RowCondition {

    /** Comes after all that lies below a place. */
    private static final String AFTER = "~";

    /** The key of the tenant that has no resources. */
    private static final long SHARED = 1;

    private static final String NEVER = "1 = 0";

    /** So many depths of what is denied are looked for at once; what is denied elsewhere is compared one by one. */
    private static final int LENGTHS = 3;

    /** More values than this are better hashed. */
    private static final int HASHED = 16;

    private final Vendor vendor;
    private final String qualifier;
    private final Values values;

    /** How values stand in the text. */
    interface Values {

        String text(Object value);

        /** As an array of PostgreSQL's, of one text however many these are, if that can be. */
        String array(Collection<?> all, String type);
    }

    RowCondition(Vendor vendor, String qualifier, Values values) {
        this.vendor = vendor;
        this.qualifier = qualifier;
        this.values = values;
    }

    /**
     * On a column that refers to resources.
     *
     * @param column how it is called, asked for in each place where it stands
     */
    String on(AllowedResources allowed, Supplier<String> column) {
        if (allowed.isNone()) {
            return NEVER;
        }
        // Also where the condition is negated a row without a resource is one on which nothing is allowed.
        String present = column.get() + " is not null and ";
        if (allowed.isAll() && allowed.onlyTenant()) {
            // The other tenant may be made at any time, of which no revision of this one tells.
            return present + "(not exists (select 1 from " + table("tenant") + " t where t.id not in (" + value(SHARED)
                    + ", " + value(allowed.tenantId()) + ")) or " + isOne(allowed, column) + ")";
        }
        if (vendor == Vendor.H2) {
            // It would make the keys anew for each row that is among them.
            return present + isOne(allowed, column);
        }
        return present + column.get() + " in (" + keys(allowed) + ")";
    }

    private String keys(AllowedResources allowed) {
        return FewKeys.areIn(allowed)
                ? new FewKeys(this, vendor).of(allowed)
                : "select tr.id from " + table("resource") + " tr where " + of(allowed, "tr");
    }

    private String isOne(AllowedResources allowed, Supplier<String> column) {
        return "exists (select 1 from " + table("resource") + " tr where tr.id = " + column.get() + " and "
                + of(allowed, "tr") + ")";
    }

    /** On a row of resources, of the type for which it is allowed. */
    String of(AllowedResources allowed, String row) {
        return allowed.isNone() ? NEVER : of(Rooted.of(allowed), List.of(allowed), row);
    }

    /** On a row of resources of any type: by any of these that is for its type. */
    String ofAny(Collection<AllowedResources> allowed, String row) {
        Map<Rooted, List<AllowedResources>> sameRoots = new LinkedHashMap<>();
        for (AllowedResources some : allowed) {
            if (!some.isNone()) {
                sameRoots
                        .computeIfAbsent(Rooted.of(some), rooted -> new ArrayList<>())
                        .add(some);
            }
        }
        List<String> any = new ArrayList<>();
        sameRoots.forEach((rooted, all) -> any.add("(" + row + ".type_id in ("
                + values(all.stream().map(AllowedResources::typeId).distinct().toList()) + ") and "
                + of(rooted, all, row) + ")"));
        return any.isEmpty() ? NEVER : String.join(" or ", any);
    }

    /** What is the same for all types on which a permission is allowed, and often for several permissions. */
    private record Rooted(
            long tenantId,
            boolean everywhere,
            List<Root> allowed,
            List<Root> denied,
            @Nullable Grants grants) {

        static Rooted of(AllowedResources allowed) {
            return new Rooted(
                    allowed.tenantId(), allowed.everywhere(), allowed.allowed(), allowed.denied(), allowed.grants());
        }
    }

    /** @param all those with these roots, of which each has its type and ownerships */
    private String of(Rooted rooted, List<AllowedResources> all, String row) {
        String some = rooted.everywhere()
                ? row + ".tenant_id = " + value(rooted.tenantId())
                : "(" + String.join(" or ", reasons(rooted, all, row)) + ")";
        List<String> conditions = new ArrayList<>(List.of(some));
        if (!rooted.denied().isEmpty()) {
            conditions.add(notDenied(rooted.denied(), row));
        }
        Grants grants = rooted.grants();
        if (grants != null) {
            // By the row and not by its key: who has many grants has few that deny, and PostgreSQL joins this.
            conditions.add("not exists (select 1 from " + grants() + " where " + are(grants, "DENY") + " and "
                    + within(row, "ta") + ")");
        }
        return String.join(" and ", conditions);
    }

    /** Where these resources are when the statement runs. */
    String notDenied(List<Root> denied, String row) {
        // Databases would compare each row with each of them. Most are as deep as they were.
        List<Integer> lengths = commonLengths(denied);
        List<String> conditions = new ArrayList<>();
        for (int length : lengths) {
            String paths = "(select td.path" + current(denied) + ")";
            conditions.add("left(" + row + ".path, " + length + ")"
                    + (isArray(denied) ? " <> all (array" + paths + ")" : " not in " + paths));
        }
        String elsewhere = " and length(td.path) not in ("
                + lengths.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
        if (vendor == Vendor.POSTGRESQL) {
            conditions.add("not exists (select 1 from unnest(array(select td.path" + current(denied) + elsewhere
                    + ")) as te(path) where " + within(row, "te") + ")");
        } else {
            conditions.add("(not exists (select 1" + current(denied) + elsewhere + ") or not exists (select 1"
                    + current(denied) + " and " + within(row, "td") + "))");
        }
        return String.join(" and ", conditions);
    }

    /** Of few, PostgreSQL compares faster with an array, and does not expect it to cost much. */
    private boolean isArray(Collection<?> all) {
        return vendor == Vendor.POSTGRESQL && all.size() <= HASHED;
    }

    private String current(List<Root> roots) {
        return " from " + table("resource") + " td where "
                + isAny("td.id", roots.stream().map(Root::id).toList());
    }

    private static List<Integer> commonLengths(List<Root> roots) {
        Map<Integer, Long> counts = roots.stream()
                .collect(Collectors.groupingBy(root -> root.path().length(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .limit(LENGTHS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Below which of these a row is. Many rows PostgreSQL finds by what their paths begin with: it knows too little of ranges of
     * paths, and would plan each time for which these are.
     */
    List<String> below(List<Root> roots, boolean many, String row) {
        if (many && vendor == Vendor.POSTGRESQL) {
            Map<Integer, List<Root>> lengths = roots.stream()
                    .collect(Collectors.groupingBy(root -> root.path().length(), TreeMap::new, Collectors.toList()));
            return lengths.entrySet().stream()
                    .map(same -> "left(" + row + ".path, " + same.getKey() + ")" + areAmong(same.getValue()))
                    .toList();
        }
        return roots.stream()
                .map(root -> "(" + row + ".path >= " + value(root.path()) + " and " + row + ".path < "
                        + value(root.path() + AFTER) + ")")
                .toList();
    }

    private String areAmong(List<Root> roots) {
        return isArray(roots)
                ? " = any (" + paths(roots) + ")"
                : " in (select tv.path from unnest(" + paths(roots) + ") as tv(path))";
    }

    String paths(List<Root> roots) {
        return values.array(roots.stream().map(Root::path).toList(), "text");
    }

    private List<String> reasons(Rooted rooted, List<AllowedResources> all, String row) {
        List<String> reasons = new ArrayList<>(
                below(rooted.allowed(), all.stream().anyMatch(each -> each.extent() == Extent.MANY), row));
        Grants grants = rooted.grants();
        if (grants != null) {
            reasons.add(isOneOf(row, belowGranted(grants)));
        }
        Map<Owning, Set<Long>> types = new LinkedHashMap<>();
        for (AllowedResources each : all) {
            if (!each.owning().isNothing()) {
                types.computeIfAbsent(each.owning(), owning -> new LinkedHashSet<>())
                        .add(each.typeId());
            }
        }
        types.forEach((owning, typeIds) -> {
            List<Long> own = typeIds.stream().filter(owning.typeIds()::contains).toList();
            if (!own.isEmpty()) {
                reasons.add("(" + isAny(row + ".type_id", own) + " and " + owned(owning, row) + ")");
            }
            reasons.add(isBelowOwned(row, typeIds, owning));
        });
        return reasons;
    }

    String owned(Owning owning, String row) {
        List<String> owners = new ArrayList<>();
        if (owning.subjectId() != 0) {
            owners.add(row + ".owner_subject_id = " + value(owning.subjectId()));
        }
        if (!owning.groupIds().isEmpty()) {
            owners.add(isAny(row + ".owner_group_id", owning.groupIds()));
        }
        return "(" + String.join(" or ", owners) + ")";
    }

    private String isBelowOwned(String row, Collection<Long> typeIds, Owning owning) {
        // MariaDB looks at that before it plans, if it expects no more than a hundred rows, and uses its indexes for
        // the
        // others if there is nothing.
        String any = vendor == Vendor.POSTGRESQL
                ? ""
                : "exists (select 1 from " + table("resource") + " tw where "
                        + (vendor == Vendor.MARIADB ? ownedOfTypes(owning) : hasBelow(owning)) + ") and ";
        return "(" + any + isOneOf(row, "select tx.id from " + belowOwned(typeIds, owning)) + ")";
    }

    /** What lies below something that is owned: {@code tx}. Most that is owned has nothing below it, and is passed over. */
    String belowOwned(Collection<Long> typeIds, Owning owning) {
        String resources = table("resource") + " ";
        String some = switch (vendor) {
            // From one to those below it: MariaDB does not find ranges of paths that are in rows.
            case MARIADB ->
                "(with recursive tb (id) as (select tc.id from " + resources + "tw straight_join " + resources
                        + "tc on tc.parent_id = tw.id where " + ownedOfTypes(owning)
                        + " union select tc.id from tb straight_join " + resources
                        + "tc on tc.parent_id = tb.id) select tb.id from tb) as ty straight_join " + resources
                        + "tx on tx.id = ty.id where ";
            // By an index alone, for each that is owned.
            case POSTGRESQL ->
                resources + "tw" + below("tx", "tw") + " where tw.id = any (array(select tw.id from " + resources
                        + "tw where " + hasBelow(owning) + ")) and ";
            case H2 -> resources + "tw" + below("tx", "tw") + " where " + hasBelow(owning) + " and ";
        };
        return some + isAny(type("tx"), typeIds);
    }

    /** Joins those that are another, or below it. */
    String below(String row, String other) {
        return vendor == Vendor.POSTGRESQL
                // Each place on its own: of a join it expects a ninth of all rows for each, and prepares to compile the
                // plan.
                ? " cross join lateral (select tz.id, tz.path, tz.type_id from " + table("resource") + " tz where "
                        + within("tz", other) + " offset 0) " + row
                : " join " + table("resource") + " " + row + " on " + within(row, other);
    }

    private String hasBelow(Owning owning) {
        return ownedOfTypes(owning) + " and exists (select 1 from " + table("resource")
                + " tc where tc.parent_id = tw.id)";
    }

    private String ownedOfTypes(Owning owning) {
        return owned(owning, "tw") + " and " + isAny(type("tw"), owning.typeIds());
    }

    /** H2 would find rows by their types, which most rows have, instead of by owner and place. */
    private String type(String row) {
        return row + ".type_id" + (vendor == Vendor.H2 ? " + 0" : "");
    }

    /** The keys of what is granted, with what lies below. */
    private String belowGranted(Grants grants) {
        return "select tx.id from " + grants() + " join " + table("resource") + " tx on " + within("tx", "ta")
                + " where " + are(grants, "ALLOW");
    }

    private String grants() {
        return table("grant") + " tg join " + table("resource") + " ta on ta.id = tg.resource_id";
    }

    private String are(Grants grants, String effect) {
        List<String> holders = new ArrayList<>();
        if (grants.subjectId() != 0) {
            holders.add("tg.holder_subject_id = " + value(grants.subjectId()));
        }
        holders.add("tg.holder_group_id in (" + values(grants.groupIds()) + ")");
        List<String> whats = new ArrayList<>(List.of("tg.permission_id = " + value(grants.permissionId())));
        if (!grants.bundleIds().isEmpty()) {
            whats.add("tg.bundle_id in (" + values(grants.bundleIds()) + ")");
        }
        if (!grants.wildcards().isEmpty()) {
            whats.add("tg.wildcard in (" + values(grants.wildcards()) + ")");
        }
        long micros = micros(grants.at());
        return "(" + String.join(" or ", holders) + ") and (" + String.join(" or ", whats) + ") and tg.effect = "
                + value(effect) + " and (tg.valid_from is null or tg.valid_from <= " + value(micros)
                + ") and (tg.valid_until is null or tg.valid_until > " + value(micros) + ")";
    }

    /**
     * Beside other conditions PostgreSQL would otherwise look at every row there is: it cannot find rows by a select, but by
     * an array, which it makes first. To hash what is selected of it, it would expect to make anew for each row of the host.
     */
    private String isOneOf(String row, String keys) {
        return vendor == Vendor.POSTGRESQL ? row + ".id = any (array(" + keys + "))" : row + ".id in (" + keys + ")";
    }

    /** Whether a row is the other, or below it. */
    private String within(String row, String other) {
        String end = vendor == Vendor.MARIADB
                ? "concat(" + other + ".path, '" + AFTER + "')"
                : other + ".path || '" + AFTER + "'";
        return row + ".path >= " + other + ".path and " + row + ".path < " + end;
    }

    private String isAny(String column, Collection<Long> keys) {
        if (keys.size() == 1) {
            return column + " = " + values(keys);
        }
        return vendor == Vendor.POSTGRESQL
                ? column + " = any (" + values.array(keys, "bigint") + ")"
                : column + " in (" + values(keys) + ")";
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    String table(String name) {
        return qualifier + "tiergate_" + name;
    }

    String value(Object value) {
        return values.text(value);
    }

    private String values(Collection<?> all) {
        return all.stream().map(values::text).collect(Collectors.joining(", "));
    }
}
