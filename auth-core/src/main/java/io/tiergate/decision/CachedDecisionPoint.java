package io.tiergate.decision;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Demand;
import io.tiergate.Explanation;
import io.tiergate.HeldPermission;
import io.tiergate.HolderPage;
import io.tiergate.HolderQuery;
import io.tiergate.PermissionHandle;
import io.tiergate.PermissionHolder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.change.ChangeFeed;
import io.tiergate.change.ChangePush;
import io.tiergate.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides from memory. What definitions say and what subjects hold is kept as bits; decisions are not. What this node commits
 * is felt by the next check, what others commit within the interval of the feed, or at once by those who ask for {@linkplain
 * AccessRequest#atLeast that revision}. In a transaction that has changed something it asks the store.
 *
 * <p>Checks of known subjects read no clock unless a validity of theirs begins or ends some day, take no lock and make no
 * object; in a transaction they may wait for a moment for others that are changing permissions. A subject is read by one statement when it is first asked about, and so is a resource; whether one is registered that is
 * not, each time. What a subject holds on resources is kept too when lists are asked for. Explanations, and lists of permissions and of holders, are always read from the
 * store, and so may be newer than a check.
 *
 * <p>If the store is not heard of for the allowed staleness, nothing is answered from memory: checks throw {@link
 * DecisionUnavailableException} until it is heard of again. Close it: it follows a store that others change too on threads of its own.
 */
public final class CachedDecisionPoint implements DecisionPoint, AutoCloseable {

    private final Checks checks;
    private final ResourceChecks resources;
    private final ResourceListings listings;
    private final ManyChecks many;
    private final StoreDecisionPoint uncached;
    private final @Nullable ChangeFeed feed;
    private final Upkeep upkeep;
    private final long maximumSubjects;
    private final long maximumResources;
    private final long maximumTenants;

    private CachedDecisionPoint(Builder settings) {
        maximumSubjects = settings.subjects;
        maximumResources = settings.resources;
        maximumTenants = settings.tenants;
        SeenRevisions seen = new SeenRevisions();
        uncached = new StoreDecisionPoint(settings.store, settings.clock, seen, settings.tenants);
        Slots slots = new Slots(settings.subjects);
        Slots resourceSlots = new Slots(settings.resources * 2);
        Places places = new Places(settings.resources);
        upkeep = new Upkeep(
                settings.store,
                settings.clock,
                seen,
                slots,
                resourceSlots,
                settings.tenants,
                settings.feed.interval(),
                uncached::forget);
        checks = new Checks(
                settings.store,
                settings.clock,
                uncached,
                upkeep,
                new Entries(settings.subjects),
                new EntryLoader(settings.store.decisions(), seen, slots));
        PlaceLoader placeLoader = new PlaceLoader(settings.store.decisions(), seen, resourceSlots, places);
        resources = new ResourceChecks(checks, settings.clock, upkeep, places, placeLoader);
        many = new ManyChecks(checks, resources, settings.clock, upkeep, placeLoader);
        listings = new ResourceListings(
                checks,
                settings.clock,
                uncached,
                upkeep,
                new RootLoader(settings.store.decisions(), seen, slots, resourceSlots, settings.resources));
        if (settings.store.isShared()) {
            feed = new ChangeFeed(settings.feed, upkeep, settings.push);
            checks.followedBy(feed);
            feed.start();
        } else {
            feed = null;
        }
    }

    /** With the system's clock, and the settings that are named at the methods of the builder. */
    public static Builder over(Store store) {
        return new Builder(store);
    }

    /** Collects the settings. */
    public static final class Builder {

        private final Store store;
        private Clock clock = Clock.systemUTC();
        private long subjects = 100_000;
        private long tenants = 1_000;
        private long resources = 100_000;
        private ChangeFeed.Settings feed = ChangeFeed.Settings.DEFAULT;
        private @Nullable ChangePush push;

        private Builder(Store store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /** The clock that validities are held against. */
        public Builder clock(Clock given) {
            clock = Objects.requireNonNull(given, "clock");
            return this;
        }

        /**
         * How many subjects are kept, those asked about least go first; 100,000 by default. Each takes some hundred bytes,
         * more where single permissions are granted to it.
         *
         * @throws IllegalArgumentException if it is not at least 1
         */
        public Builder maximumSubjects(long maximum) {
            subjects = atLeastOne("subjects", maximum);
            return this;
        }

        /**
         * How many tenants are kept, 1,000 by default. Each takes what its definitions take, the shared ones included. It
         * should not be less than are in use: one that goes takes its subjects with it, and may be a busy one.
         *
         * @throws IllegalArgumentException if it is not at least 1
         */
        public Builder maximumTenants(long maximum) {
            tenants = atLeastOne("tenants", maximum);
            return this;
        }

        /**
         * How many resources are kept with their places and what is granted on them, those asked about least go first;
         * 100,000 by default. Each takes some hundred bytes for each level of the tree above it, more where much is granted.
         * For lists, as many of the grants on resources are kept in addition, of all subjects together.
         *
         * @throws IllegalArgumentException if it is not at least 1
         */
        public Builder maximumResources(long maximum) {
            resources = atLeastOne("resources", maximum);
            return this;
        }

        /** How often other nodes' changes are looked for, and how old an answer may be; not used if the store is in memory. */
        public Builder feed(ChangeFeed.Settings settings) {
            feed = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** Brings hints of other nodes' changes; closed with what is built. Null, the default, for none. */
        public Builder push(@Nullable ChangePush given) {
            push = given;
            return this;
        }

        /** Begins to follow the store, if others can change it. Reads nothing yet. */
        public CachedDecisionPoint build() {
            return new CachedDecisionPoint(this);
        }

        private static long atLeastOne(String what, long maximum) {
            if (maximum < 1) {
                throw new IllegalArgumentException(
                        "The maximum number of " + what + " that are kept is " + maximum + ": it must be at least 1.");
            }
            return maximum;
        }
    }

    @Override
    public Decision check(AccessRequest request) {
        Resource resource = request.resource();
        return resource == null
                ? checks.check(request.tenant(), request.subject(), request.permission(), request.atLeast(), null, null)
                : resources.check(
                        request.tenant(),
                        request.subject(),
                        request.permission(),
                        resource,
                        request.atLeast(),
                        null,
                        null);
    }

    @Override
    public List<Decision> checkEach(List<AccessRequest> requests) {
        return many.checkEach(requests);
    }

    @Override
    public Explanation explain(AccessRequest request) {
        return uncached.explain(request);
    }

    @Override
    public List<HeldPermission> permissionsOf(Tenant tenant, Subject subject) {
        return uncached.permissionsOf(tenant, subject);
    }

    @Override
    public List<PermissionHolder> holdersOf(Tenant tenant, String permission) {
        return uncached.holdersOf(tenant, permission);
    }

    @Override
    public List<HeldPermission> permissionsOn(Tenant tenant, Subject subject, Resource resource) {
        return uncached.permissionsOn(tenant, subject, resource);
    }

    @Override
    public Map<Resource, List<HeldPermission>> permissionsOnEach(
            Tenant tenant, Subject subject, Collection<Resource> resources) {
        return uncached.permissionsOnEach(tenant, subject, resources);
    }

    @Override
    public List<PermissionHolder> holdersOf(Tenant tenant, String permission, Resource resource) {
        return uncached.holdersOf(tenant, permission, resource);
    }

    @Override
    public AllowedResources allowedResources(AccessRequest request, String type) {
        Objects.requireNonNull(type, "type");
        return listings.list(request, (listing, code) -> listing.list(code, request.permission(), type));
    }

    @Override
    public List<AllowedResources> allowedResources(
            Tenant tenant,
            Subject subject,
            Collection<String> permissions,
            @Nullable Collection<String> types,
            @Nullable Demand atLeast) {
        if (permissions.isEmpty()) {
            return List.of();
        }
        return listings.list(
                new AccessRequest(tenant, subject, permissions.iterator().next()).atLeast(atLeast),
                (listing, code) -> listing.list(permissions, types));
    }

    @Override
    public HolderPage holdersOf(HolderQuery query) {
        return uncached.holdersOf(query);
    }

    @Override
    public PermissionHandle permission(String name) {
        return new CachedHandle(checks, resources, name);
    }

    @Override
    public SubjectAccess access(Tenant tenant, Subject subject) {
        return new CachedAccess(checks, resources, tenant, subject);
    }

    /**
     * Looks at the store now, and waits: afterwards all is known that was committed before, by others too. For a program that
     * has changed our tables by SQL of its own, or by a {@link io.tiergate.schema.UserLink}.
     *
     * <p>It waits for a look that begins after the call, and so perhaps for one before that is under way: for some
     * statements as a rule, and for the allowed staleness at most, which is 30 seconds by default. A check waits for
     * some seconds at most, beyond what the pool takes to give a connection.
     *
     * @throws DecisionUnavailableException if the store cannot be read, or has not answered in that time
     */
    public void refresh() {
        if (feed != null) {
            feed.lookNow();
        }
    }

    /** How this node stands to its store, for those who watch over it. A store in memory is always fresh. */
    public ChangeFeed.Freshness freshness() {
        return feed == null ? new ChangeFeed.Freshness(true, Duration.ZERO, null) : feed.freshness();
    }

    /** How much is kept in memory now, for those who watch over it. Counts, and reads nothing. */
    public Kept kept() {
        return new Kept(
                checks.entries(),
                maximumSubjects,
                resources.places(),
                maximumResources,
                upkeep.tenants(),
                maximumTenants);
    }

    /**
     * What is kept in memory to decide from.
     *
     * @param subjects how many subjects
     * @param maximumSubjects how many at most
     * @param resources how many resources, with their places and what is granted on them
     * @param maximumResources how many at most, and how many grants on resources beside them at most for lists
     * @param tenants how many tenants, with what they define
     * @param maximumTenants how many at most
     */
    public record Kept(
            long subjects,
            long maximumSubjects,
            long resources,
            long maximumResources,
            long tenants,
            long maximumTenants) {}

    /** Stops following the store. Afterwards every check throws {@link DecisionUnavailableException}. */
    @Override
    public void close() {
        if (feed != null) {
            feed.close();
        }
        checks.end();
    }
}
