package io.tiergate.decision;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Demand;
import io.tiergate.Explanation;
import io.tiergate.HeldPermission;
import io.tiergate.HolderPage;
import io.tiergate.HolderQuery;
import io.tiergate.PermissionHolder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.HeldRoots;
import io.tiergate.store.PermissionHoldings;
import io.tiergate.store.ResourceHoldings;
import io.tiergate.store.Stamp;
import io.tiergate.store.Store;
import io.tiergate.store.SubjectHoldings;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides from what the store holds now. What a subject holds is read for each question; definitions are kept while the
 * store says that they have not changed, so that an answer is never older than the store.
 *
 * <p>A check costs one statement of the database, and one about a resource two, while the tenant's definitions have not changed since they were last read,
 * and otherwise some more; inside a transaction that has changed something, definitions are read each time. For tools and
 * for tests; an application asks a {@link CachedDecisionPoint}.
 */
public final class StoreDecisionPoint implements DecisionPoint {

    /** So often definitions may change between the two loads of one question before it gives up. */
    private static final int ATTEMPTS = 20;

    /** The definitions of so many tenants are kept. */
    private static final long TENANTS = 1_000;

    private final DecisionReads reads;
    private final DefinitionCache cache;
    private final SeenRevisions seen;
    private final Clock clock;

    public StoreDecisionPoint(Store store, Clock clock) {
        this(store, clock, new SeenRevisions(), TENANTS);
        store.changes().onCommit(seen::see);
    }

    /** @param seen told by another of what this node commits */
    StoreDecisionPoint(Store store, Clock clock, SeenRevisions seen, long maximumTenants) {
        this.reads = store.decisions();
        this.cache = new DefinitionCache(reads, seen, maximumTenants);
        this.seen = seen;
        this.clock = clock;
    }

    /** Keeps nothing of a tenant that the store has at an older revision than before. */
    void forget(long tenantId) {
        cache.forget(tenantId);
    }

    @Override
    public Decision check(AccessRequest request) {
        return check(request, clock.instant());
    }

    Decision check(AccessRequest request, Instant now) {
        return ask(
                request.tenant(),
                request.subject(),
                request.resource(),
                request.atLeast(),
                now,
                question -> new Decision(
                        question.decide(request.permission()),
                        question.holdings().stamp().revision()));
    }

    @Override
    public List<Decision> checkEach(List<AccessRequest> requests) {
        return checkEach(requests, clock.instant());
    }

    List<Decision> checkEach(List<AccessRequest> requests, Instant now) {
        return Asker.decideEach(
                requests,
                (asker, asked) -> ask(
                        asker.tenant(),
                        asker.subject(),
                        Asker.resources(asked),
                        asker.atLeast(),
                        now,
                        questions -> asked.stream().map(questions::decide).toList()));
    }

    @Override
    public Explanation explain(AccessRequest request) {
        Instant now = clock.instant();
        return ask(request.tenant(), request.subject(), request.resource(), request.atLeast(), now, question -> {
            Code code = question.decide(request.permission());
            Decision decision = new Decision(code, question.holdings().stamp().revision());
            return new Explanation(request, decision, question.reasons(request.permission(), code));
        });
    }

    @Override
    public List<HeldPermission> permissionsOf(Tenant tenant, Subject subject) {
        return held(tenant, subject, null);
    }

    @Override
    public List<HeldPermission> permissionsOn(Tenant tenant, Subject subject, Resource resource) {
        return held(tenant, subject, Objects.requireNonNull(resource, "resource"));
    }

    @Override
    public Map<Resource, List<HeldPermission>> permissionsOnEach(
            Tenant tenant, Subject subject, Collection<Resource> resources) {
        Set<Resource> asked = new LinkedHashSet<>(resources);
        if (asked.isEmpty()) {
            return Map.of();
        }
        return ask(tenant, subject, asked, null, clock.instant(), questions -> {
            Map<Resource, List<HeldPermission>> held = new LinkedHashMap<>();
            asked.forEach(
                    resource -> held.put(resource, questions.about(resource).held()));
            return Collections.unmodifiableMap(held);
        });
    }

    private List<HeldPermission> held(Tenant tenant, Subject subject, @Nullable Resource resource) {
        return ask(tenant, subject, resource, null, clock.instant(), Question::held);
    }

    @Override
    public List<PermissionHolder> holdersOf(Tenant tenant, String permission) {
        return holders(HolderQuery.of(tenant, permission));
    }

    @Override
    public List<PermissionHolder> holdersOf(Tenant tenant, String permission, Resource resource) {
        return holders(HolderQuery.of(tenant, permission).on(resource));
    }

    private List<PermissionHolder> holders(HolderQuery query) {
        return holdersOf(query).holders().stream()
                .map(found -> new PermissionHolder(
                        found.holder(), found.permissions().get(0).reasons()))
                .toList();
    }

    @Override
    public HolderPage holdersOf(HolderQuery query) {
        Instant now = clock.instant();
        Tenant tenant = query.tenant();
        Resource resource = query.resource();
        return consistently(tenant, null, reading -> {
            Definitions definitions = cache.load(tenant, reading.view());
            // Before the holders: who is gone since then is not among these.
            ResourceHoldings place =
                    resource == null ? null : reads.on(tenant, resource, Integer.MAX_VALUE, reading.view());
            if (place != null && reading.mayMiss(place)) {
                return null;
            }
            PermissionHolders holders = new PermissionHolders(definitions, query, place, now);
            PermissionHoldings holdings = holders.load(reads, reading.view());
            return reading.accepts(holdings.stamp())
                            && definitions.stamp().sameDefinitions(holdings.stamp())
                            && (place == null || place.stamp().equals(holdings.stamp()))
                    ? holders.list(holdings)
                    : null;
        });
    }

    @Override
    public AllowedResources allowedResources(AccessRequest request, String type) {
        Objects.requireNonNull(type, "type");
        return list(request, clock.instant(), (listing, code) -> listing.list(code, request.permission(), type));
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
        return list(
                new AccessRequest(tenant, subject, permissions.iterator().next()).atLeast(atLeast),
                clock.instant(),
                (listing, code) -> listing.list(permissions, types));
    }

    /** @param form takes what is decided everywhere */
    <T> T list(AccessRequest request, Instant now, BiFunction<Listing, Code, @Nullable T> form) {
        Listing.requireEverywhere(request);
        Tenant tenant = request.tenant();
        Subject subject = request.subject();
        return consistently(tenant, request.atLeast(), reading -> {
            SubjectHoldings holdings = reads.holdings(tenant, subject, reading.view());
            if (!reading.accepts(holdings.stamp())) {
                return null;
            }
            Definitions definitions = cache.get(tenant, holdings.stamp(), reading.view());
            if (!definitions.stamp().sameDefinitions(holdings.stamp())) {
                return null;
            }
            HeldRoots roots = reads.roots(tenant, subject, Listing.MOST_ROOTS, reading.view());
            if (!roots.stamp().equals(holdings.stamp()) || roots.subjectId() != holdings.subjectId()) {
                return null;
            }
            note(holdings.stamp());
            Question question = new Question(definitions, holdings, subject, now);
            Listing listing = new Listing(
                    definitions,
                    holdings.stamp().revision(),
                    holdings.stamp().tenantId(),
                    holdings.subjectId(),
                    question.groups(),
                    roots.complete() ? roots.roots() : null,
                    roots.counted(),
                    roots.onlyTenant(),
                    question::decide,
                    question.window(),
                    now);
            return form.apply(listing, question.decide(request.permission()));
        });
    }

    /** Nothing older is answered from now on. */
    private void note(Stamp stamp) {
        seen.see(stamp);
        if (stamp.uncommitted() && !reads.callerMayShowUncommittedRevisions()) {
            // What others have committed stays seen, whatever becomes of the caller's transaction.
            seen.seeCommitted(stamp);
        }
    }

    /** @param resource null for everywhere */
    private <T> T ask(
            Tenant tenant,
            Subject subject,
            @Nullable Resource resource,
            @Nullable Demand atLeast,
            Instant now,
            Function<Question, T> form) {
        return ask(
                tenant,
                subject,
                resource == null ? Set.of() : Set.of(resource),
                atLeast,
                now,
                questions -> form.apply(questions.about(resource)));
    }

    private <T> T ask(
            Tenant tenant,
            Subject subject,
            Set<Resource> resources,
            @Nullable Demand atLeast,
            Instant now,
            Function<SubjectQuestions, T> form) {
        Objects.requireNonNull(subject, "subject");
        return consistently(tenant, atLeast, reading -> {
            SubjectHoldings holdings = reads.holdings(tenant, subject, reading.view());
            if (!reading.accepts(holdings.stamp())) {
                return null;
            }
            Definitions definitions = cache.get(tenant, holdings.stamp(), reading.view());
            if (!definitions.stamp().sameDefinitions(holdings.stamp())) {
                return null;
            }
            Map<Resource, ResourceHoldings> places = reading.places(tenant, subject, holdings, resources);
            if (places == null) {
                return null;
            }
            note(holdings.stamp());
            return form.apply(new SubjectQuestions(definitions, holdings, places, subject, now));
        });
    }

    /** Tries until holdings and definitions of one state were read; an attempt answers null for "not yet". */
    private <T> T consistently(Tenant tenant, @Nullable Demand atLeast, Function<Reading, @Nullable T> attempt) {
        Objects.requireNonNull(tenant, "tenant");
        Reading reading = new Reading(reads, seen, atLeast);
        try {
            for (int i = 0; i < ATTEMPTS; i++) {
                T answer = attempt.apply(reading);
                if (answer != null) {
                    return answer;
                }
                if (reading.tooOld() != null) {
                    break;
                }
            }
        } catch (RuntimeException failure) {
            throw new DecisionUnavailableException(
                    "Cannot decide in tenant " + tenant + ", because what decides cannot be read from the store",
                    failure);
        }
        Stamp tooOld = reading.tooOld();
        if (tooOld != null) {
            throw new DecisionUnavailableException(
                    "Cannot decide in tenant " + tenant + ": the store is at revision " + tooOld.revision()
                            + ", and the caller asks for at least " + atLeast + ". Repeat the question later.");
        }
        throw new DecisionUnavailableException("Cannot decide in tenant " + tenant + ": it changed " + ATTEMPTS
                + " times while it was read, or the transaction has changed permissions on a snapshot that is older than"
                + " another change, or than what the caller asks for. Repeat the transaction.");
    }
}
