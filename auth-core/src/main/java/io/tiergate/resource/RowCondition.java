package io.tiergate.resource;

import io.tiergate.AllowedResources;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes one condition. */
final class RowCondition {

    /** Comes after all that lies below a place. */
    private static final String AFTER = "~";

    /** The key of the tenant that has no resources. */
    private static final long SHARED = 1;

    private static final String NEVER = "1 = 0";

    private final Vendor vendor;
    private final String qualifier;
    private final Values values;

    /** How values stand in the text. */
    @FunctionalInterface
    interface Values {

        String text(Object value);
    }

    RowCondition(Vendor vendor, String qualifier, Values values) {
        this.vendor = vendor;
        this.qualifier = qualifier;
        this.values = values;
    }

    /** On a column that refers to resources. */
    String on(AllowedResources allowed, String column) {
        if (allowed.isNone()) {
            return NEVER;
        }
        if (allowed.isAll() && allowed.onlyTenant()) {
            // The other tenant may be made at any time, of which no revision of this one tells.
            return column + " is not null and (not exists (select 1 from " + table("tenant") + " t where t.id not in ("
                    + value(SHARED) + ", " + value(allowed.tenantId()) + ")) or " + among(allowed, column) + ")";
        }
        return among(allowed, column);
    }

    private String among(AllowedResources allowed, String column) {
        return column + " in (" + keys(allowed) + ")";
    }

    String keys(AllowedResources allowed) {
        return "select tr.id from " + table("resource") + " tr where " + of(allowed, "tr");
    }

    String otherTenants(AllowedResources allowed) {
        return "select count(*) from " + table("tenant") + " t where t.id not in (" + value(SHARED) + ", "
                + value(allowed.tenantId()) + ")";
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
            conditions.add("not exists (select 1 from " + table("resource") + " td where td.id in ("
                    + values(rooted.denied().stream().map(Root::id).toList()) + ") and " + within(row, "td") + ")");
        }
        Grants grants = rooted.grants();
        if (grants != null) {
            // By the row and not by its key: who has many grants has few that deny, and PostgreSQL joins this.
            conditions.add("not exists (select 1 from " + grants() + " where " + are(grants, "DENY") + " and "
                    + within(row, "ta") + ")");
        }
        return String.join(" and ", conditions);
    }

    private List<String> reasons(Rooted rooted, List<AllowedResources> all, String row) {
        List<String> reasons = new ArrayList<>();
        for (Root root : rooted.allowed()) {
            reasons.add("(" + row + ".path >= " + value(root.path()) + " and " + row + ".path < "
                    + value(root.path() + AFTER) + ")");
        }
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
                reasons.add("(" + row + ".type_id in (" + values(own) + ") and " + owned(owning, row) + ")");
            }
            reasons.add(isOneOf(row, belowOwned(typeIds, owning)));
        });
        return reasons;
    }

    private String owned(Owning owning, String row) {
        List<String> owners = new ArrayList<>();
        if (owning.subjectId() != 0) {
            owners.add(row + ".owner_subject_id = " + value(owning.subjectId()));
        }
        if (!owning.groupIds().isEmpty()) {
            owners.add(row + ".owner_group_id in (" + values(owning.groupIds()) + ")");
        }
        return "(" + String.join(" or ", owners) + ")";
    }

    /** The keys of what lies below something that is owned. Most that is owned has nothing below it, and is passed over. */
    private String belowOwned(Collection<Long> typeIds, Owning owning) {
        return "select tx.id from " + table("resource") + " tw join " + table("resource") + " tx on "
                + within("tx", "tw")
                + " where " + owned(owning, "tw") + " and " + type("tw") + " in (" + values(owning.typeIds())
                + ") and exists (select 1 from " + table("resource")
                + " tc where tc.parent_id = tw.id) and " + type("tx") + " in (" + values(typeIds) + ")";
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
     * an array, which it makes first.
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

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    private String table(String name) {
        return qualifier + "tiergate_" + name;
    }

    private String value(Object value) {
        return values.text(value);
    }

    private String values(Collection<?> all) {
        return all.stream().map(values::text).collect(Collectors.joining(", "));
    }
}
