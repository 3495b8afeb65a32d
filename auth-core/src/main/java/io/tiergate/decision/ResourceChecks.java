package io.tiergate.decision;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.Demand;
import io.tiergate.Resource;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.store.ResourceTypeRow;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The way of a check about a resource: as {@link Checks}, and from the place of the resource that is kept if that is current,
 * else from one that is read. That a resource is not registered is never kept.
 */
final class ResourceChecks {

    /** So often the world may change under one check before it is answered from the store. */
    private static final int ATTEMPTS = 20;

    private final Checks checks;
    private final Clock clock;
    private final Upkeep upkeep;
    private final Places places;
    private final PlaceLoader loader;

    ResourceChecks(Checks checks, Clock clock, Upkeep upkeep, Places places, PlaceLoader loader) {
        this.checks = checks;
        this.clock = clock;
        this.upkeep = upkeep;
        this.places = places;
        this.loader = loader;
    }

    /** How many resources are kept. */
    long places() {
        return places.size();
    }

    /**
     * @param handle of the permission, or null if the caller has none
     * @param access of the subject, or null if the caller has none
     */
    Decision check(
            Tenant tenant,
            Subject subject,
            String permission,
            Resource resource,
            @Nullable Demand atLeast,
            @Nullable CachedHandle handle,
            @Nullable CachedAccess access) {
        if (checks.mustAskStore(atLeast)) {
            return checks.askStore(new AccessRequest(tenant, subject, permission, resource, atLeast), clock.instant());
        }
        Instant now = null;
        if (handle != null || access != null || !checks.isOutOfContact()) {
            Entry entry = checks.find(tenant, subject, access);
            Place place = places.find(tenant, resource);
            if (entry != null && place != null) {
                // After both: what is current then is not older than them.
                Current current = entry.tenant().current();
                // The clock is read only where it matters.
                now = current.isBounded() || entry.isBounded() || place.isBounded() ? clock.instant() : null;
                Decision known = known(entry, place, current, permission, handle, now);
                if (known != null && Upkeep.isMet(atLeast, entry.tenant(), known.revision())) {
                    return known;
                }
            }
        }
        Instant asked = now == null ? clock.instant() : now;
        AccessRequest request = new AccessRequest(tenant, subject, permission, resource, atLeast);
        return checks.ask(request, asked, () -> decide(request, resource, asked, access));
    }

    private static @Nullable Decision known(
            Entry entry,
            Place place,
            Current current,
            String permission,
            @Nullable CachedHandle handle,
            @Nullable Instant now) {
        Snapshot snapshot = current.snapshot();
        if (snapshot == null || (now != null && !Checks.holdsAt(now, entry, snapshot))) {
            return null;
        }
        Catalogue catalogue = snapshot.catalogue();
        int number = handle == null ? catalogue.number(permission) : handle.numberIn(catalogue);
        return entry.decide(current, number, place, now != null, now == null ? 0 : Window.micros(now));
    }

    /**
     * Decides from what is kept, or was just read, alone; null if that does not do.
     *
     * @param unregisteredAt when the resource was not registered, or null if that is not known
     */
    @Nullable
    Decision kept(
            TenantState state, Entry entry, AccessRequest request, @Nullable Revision unregisteredAt, Instant now) {
        Resource resource = request.resource();
        if (resource == null) {
            return Checks.known(entry, state.current(), request.permission(), null, now);
        }
        Decision decision = wherever(entry, state.current(), request, resource, now);
        if (decision != null) {
            return decision;
        }
        if (unregisteredAt != null) {
            return unregistered(entry, state.current(), request, resource, unregisteredAt, now);
        }
        Place place = kept(state, resource, now);
        return place == null || place.isCrowded()
                ? null
                : known(entry, place, state.current(), request.permission(), null, now);
    }

    private @Nullable Decision decide(
            AccessRequest request, Resource resource, Instant now, @Nullable CachedAccess access) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            TenantState state = upkeep.state(request.tenant(), now);
            if (state == null || !upkeep.isBroughtUp(state, request.atLeast(), now)) {
                return null;
            }
            if (state.isDropped()) {
                continue;
            }
            Entry entry = checks.entry(state, request, now);
            if (entry == null) {
                if (state.isDropped()) {
                    continue;
                }
                return null;
            }
            Decision decision = wherever(entry, state.current(), request, resource, now);
            if (decision == null) {
                Answer answer = there(state, entry, request, resource, now);
                if (answer.ofTheStore()) {
                    return null;
                }
                decision = answer.decision();
            }
            if (decision != null && Upkeep.isMet(request.atLeast(), state, decision.revision())) {
                if (access != null) {
                    access.keep(entry);
                }
                return decision;
            }
        }
        return null;
    }

    /** What is decided wherever the resource stands, and whether it is registered or not. */
    private static @Nullable Decision wherever(
            Entry entry, Current current, AccessRequest request, Resource resource, Instant now) {
        Decision everywhere = Checks.known(entry, current, request.permission(), null, now);
        Snapshot snapshot = current.snapshot();
        if (everywhere == null || snapshot == null || everywhere.code() == Code.UNKNOWN_PERMISSION) {
            return everywhere;
        }
        if (snapshot.definitions().type(resource.type()) == null) {
            return current.decision(Code.UNKNOWN_RESOURCE_TYPE);
        }
        return everywhere.code() == Code.GRANTED || everywhere.code() == Code.NOT_GRANTED ? null : everywhere;
    }

    private Answer there(TenantState state, Entry entry, AccessRequest request, Resource resource, Instant now) {
        Place place = kept(state, resource, now);
        PlaceLoader.Found found = null;
        if (place == null) {
            Loading loading = new Loading();
            place = places.load(request.tenant(), resource, () -> {
                loading.found = loader.load(state, resource, now, revision -> upkeep.isBroughtUp(state, revision, now));
                return loading.found == null ? null : loading.found.place();
            });
            found = loading.found;
        }
        if (place != null) {
            if (place.isCrowded()) {
                return Answer.OF_THE_STORE;
            }
            return isMade(place, state, now)
                    ? Answer.of(known(entry, place, state.current(), request.permission(), null, now))
                    : Answer.NONE;
        }
        if (found != null && found.unregisteredAt() != null) {
            return Answer.of(unregistered(entry, state.current(), request, resource, found.unregisteredAt(), now));
        }
        return state.isDropped() ? Answer.NONE : Answer.OF_THE_STORE;
    }

    /** Right for the state in which it was not registered alone: of a registration after that nobody is told. */
    private static @Nullable Decision unregistered(
            Entry entry, Current current, AccessRequest request, Resource resource, Revision at, Instant now) {
        Decision everywhere = Checks.known(entry, current, request.permission(), null, now);
        Snapshot snapshot = current.snapshot();
        if (everywhere == null || snapshot == null || !current.revision().equals(at)) {
            return null;
        }
        ResourceTypeRow type = snapshot.definitions().type(resource.type());
        boolean unknown = type != null
                && type.bound()
                && (everywhere.code() == Code.GRANTED || everywhere.code() == Code.NOT_GRANTED);
        return type == null || unknown
                ? current.decision(type == null ? Code.UNKNOWN_RESOURCE_TYPE : Code.UNKNOWN_RESOURCE)
                : everywhere;
    }

    private @Nullable Place kept(TenantState state, Resource resource, Instant now) {
        Place found = places.find(state.tenant(), resource);
        if (found == null || found.tenant() != state || !found.stands()) {
            return null;
        }
        GrantsThere[] grants = found.grants();
        for (int level = 0; level < grants.length; level++) {
            if (!PlaceLoader.isCurrent(grants[level], state, now)) {
                GrantsThere renewed = places.grantsOn(found.way().get(level).id());
                if (renewed == null || !PlaceLoader.isCurrent(renewed, state, now)) {
                    return null;
                }
                found.renew(level, renewed);
            }
        }
        return isMade(found, state, now) ? found : null;
    }

    /** Makes it for the definitions that are current, if all of it is current. */
    private static boolean isMade(Place place, TenantState state, Instant now) {
        // In this order: what is granted may name what earlier definitions do not have, and may be gone from later
        // ones.
        GrantsThere[] grants = place.grants();
        Snapshot snapshot = state.current().snapshot();
        if (snapshot == null
                || place.tenant() != state
                || !place.stands()
                || !place.isOfTypeIn(snapshot.definitions())) {
            return false;
        }
        for (GrantsThere there : grants) {
            if (!PlaceLoader.isCurrent(there, state, now)) {
                return false;
            }
        }
        place.makeFor(snapshot);
        for (GrantsThere there : grants) {
            there.makeFor(snapshot);
        }
        return true;
    }

    /** What the thread that loads has found. */
    private static final class Loading {

        private PlaceLoader.@Nullable Found found;
    }

    /**
     * What came of one attempt.
     *
     * @param ofTheStore whether it cannot be told from what is kept
     */
    private record Answer(@Nullable Decision decision, boolean ofTheStore) {

        private static final Answer NONE = new Answer(null, false);
        private static final Answer OF_THE_STORE = new Answer(null, true);

        private static Answer of(@Nullable Decision decision) {
            return new Answer(decision, false);
        }
    }
}
