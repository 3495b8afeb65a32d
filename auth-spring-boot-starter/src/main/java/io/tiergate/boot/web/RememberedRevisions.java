package io.tiergate.boot.web;

import io.tiergate.Demand;
import io.tiergate.Revision;
import io.tiergate.store.TenantTable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last revisions that a session has committed, by the store's keys of the tenants, the one of the latest change last.
 *
 * <p>Kept in the session as text, {@code <until>;<tenant>=<revision>;…}, which every session store can write and read,
 * whatever it makes of objects, also beside another version of Tiergate.
 *
 * @param until when they are forgotten, in milliseconds
 */
record RememberedRevisions(long until, Map<Long, Long> byTenant) implements Demand {

    /** A session stays small, whatever an operator changes with it. */
    static final int MOST_TENANTS = 100;

    /** What an attribute of a session holds, or null if that is nothing, or not valid any more, or not ours. */
    static @Nullable RememberedRevisions of(@Nullable Object attribute, Instant now) {
        if (!(attribute instanceof String text)) {
            return null;
        }
        try {
            String[] parts = text.split(";", -1);
            long until = Long.parseLong(parts[0]);
            if (now.toEpochMilli() >= until) {
                return null;
            }
            Map<Long, Long> byTenant = new LinkedHashMap<>();
            for (int i = 1; i < parts.length; i++) {
                int sign = parts[i].indexOf('=');
                byTenant.put(Long.valueOf(parts[i].substring(0, sign)), Long.valueOf(parts[i].substring(sign + 1)));
            }
            return new RememberedRevisions(until, byTenant);
        } catch (NumberFormatException | IndexOutOfBoundsException foreign) {
            return null;
        }
    }

    /** With one more; of too many the one that changed first is forgotten. */
    static RememberedRevisions with(@Nullable RememberedRevisions before, long tenantId, long revision, Instant until) {
        Map<Long, Long> byTenant = before == null ? new LinkedHashMap<>() : new LinkedHashMap<>(before.byTenant);
        Long known = byTenant.remove(tenantId);
        byTenant.put(tenantId, known == null ? revision : Math.max(known, revision));
        if (byTenant.size() > MOST_TENANTS) {
            byTenant.remove(byTenant.keySet().iterator().next());
        }
        return new RememberedRevisions(until.toEpochMilli(), byTenant);
    }

    @Override
    public boolean isMetBy(long tenantId, Revision state) {
        return state.tenant() >= revision(tenantId) && state.shared() >= revision(TenantTable.SHARED_ID);
    }

    private long revision(long tenantId) {
        return byTenant.getOrDefault(tenantId, 0L);
    }

    /** For the message of a check that they do not let answer. */
    @Override
    public String toString() {
        return byTenant + ", which the session has committed (by the store's keys of tenants)";
    }

    /** What an attribute of a session is to hold. */
    String text() {
        StringBuilder text = new StringBuilder().append(until);
        byTenant.forEach((tenantId, revision) ->
                text.append(';').append(tenantId).append('=').append(revision));
        return text.toString();
    }
}
