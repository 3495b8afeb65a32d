package io.tiergate.oracle;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Demand;
import io.tiergate.Effect;
import io.tiergate.Explanation;
import io.tiergate.Grant;
import io.tiergate.HeldPermission;
import io.tiergate.HolderPage;
import io.tiergate.HolderQuery;
import io.tiergate.PermissionHolder;
import io.tiergate.Resource;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.oracle.World.Contents;
import io.tiergate.oracle.World.Known;
import io.tiergate.oracle.World.Member;
import io.tiergate.oracle.World.Permission;
import io.tiergate.oracle.World.Placed;
import io.tiergate.oracle.World.Type;
import io.tiergate.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Decision points that each get one rule wrong, to see that it is noticed. */
enum Misjudgement implements Agreement.Candidate {
    DENY_DOES_NOT_APPLY(as(contents -> contents.grants().removeIf(grant -> grant.effect() == Effect.DENY))),

    SUSPENSION_IS_FORGOTTEN(as(contents -> contents.subjects().replaceAll(known -> new Known(known.subject(), false)))),

    RETIRED_IS_KNOWN(as(contents -> contents.permissions().replaceAll(each -> new Permission(each.name(), false)))),

    MEMBERSHIPS_HAVE_NO_TIME(as(contents ->
            contents.members().replaceAll(member -> new Member(member.group(), member.subject(), Validity.ALWAYS)))),

    STAR_COVERS_TIERGATE(as(contents -> List.copyOf(contents.grants()).stream()
            .filter(grant -> grant.what().name().equals("*"))
            .forEach(grant -> contents.grants()
                    .add(new Grant(
                            grant.holder(),
                            What.permission("tiergate.*"),
                            grant.resource(),
                            grant.effect(),
                            grant.validity(),
                            null))))),

    BUNDLES_ARE_EMPTY(as(contents -> contents.bundles().clear())),

    NOTHING_IS_INHERITED(as(contents ->
            contents.resources().replaceAll(placed -> new Placed(placed.resource(), null, placed.owner())))),

    GRANTS_ON_RESOURCES_HOLD_EVERYWHERE(as(contents -> contents.grants()
            .replaceAll(grant ->
                    new Grant(grant.holder(), grant.what(), grant.effect(), grant.validity(), grant.reason())))),

    GRANTS_ON_RESOURCES_DO_NOT_APPLY(as(contents -> contents.grants().removeIf(grant -> grant.resource() != null))),

    OWNERS_ARE_FORGOTTEN(as(contents ->
            contents.resources().replaceAll(placed -> new Placed(placed.resource(), placed.parent(), null)))),

    OWNER_BUNDLES_ARE_FORGOTTEN(as(contents ->
            contents.types().replaceAll(type -> new Type(type.name(), type.permissions(), null, type.bound())))),

    DECLARED_PERMISSIONS_ARE_FORGOTTEN(as(contents ->
            contents.types().replaceAll(type -> new Type(type.name(), List.of(), type.ownerBundle(), type.bound())))),

    UNREGISTERED_IS_UNKNOWN(as(contents ->
            contents.types().replaceAll(type -> new Type(type.name(), type.permissions(), type.ownerBundle(), true)))),

    UNREGISTERED_IS_AS_EVERYWHERE(as(contents ->
            contents.types().replaceAll(type -> new Type(type.name(), type.permissions(), type.ownerBundle(), false)))),

    TYPES_ARE_NOT_DECLARED(as(contents -> contents.types().clear())),

    THE_RESOURCE_DOES_NOT_COUNT(
            asking(request -> new AccessRequest(request.tenant(), request.subject(), request.permission()))),

    TYPES_DO_NOT_COUNT(as(contents -> contents.grants()
            .replaceAll(grant -> grant.resource() == null
                    ? grant
                    : grant.on(Resource.of("document", grant.resource().id()))))),

    ONE_MICROSECOND_LATE(
            (store, clock, world) -> new StoreDecisionPoint(store, Clock.offset(clock, Duration.ofNanos(-1_000)))),

    CASE_DOES_NOT_COUNT(asking(request -> new AccessRequest(
            request.tenant(),
            request.subject(),
            request.permission().toLowerCase(Locale.ROOT),
            request.resource(),
            null))),

    TRAILING_SPACES_DO_NOT_COUNT(asking(request -> new AccessRequest(
            request.tenant(),
            request.subject().isAnonymous()
                    ? request.subject()
                    : Subject.of(
                            request.subject().type(), request.subject().id().stripTrailing()),
            request.permission(),
            request.resource(),
            null))),

    ANONYMOUS_IS_AUTHENTICATED(asking(request -> new AccessRequest(
            request.tenant(),
            request.subject().isAnonymous() ? Subject.user("a stranger") : request.subject(),
            request.permission(),
            request.resource(),
            null))),

    TENANTS_LEAK(asking(request -> new AccessRequest(
            Tenant.of(request.tenant().key().toLowerCase(Locale.ROOT)),
            request.subject(),
            request.permission(),
            request.resource(),
            null))),

    REMEMBERS_FOR_EVER((store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
        private final Map<Object, Decision> remembered = new HashMap<>();

        @Override
        public Decision check(AccessRequest request) {
            return remembered.computeIfAbsent(List.of(request, clock.instant()), key -> right.check(request));
        }
    }),

    NAMES_ONE_REASON_ONLY((store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
        @Override
        public Explanation explain(AccessRequest request) {
            Explanation whole = right.explain(request);
            return new Explanation(
                    request, whole.decision(), whole.reasons().stream().limit(1).toList());
        }
    }),

    LISTS_ONE_PERMISSION_LESS((store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
        @Override
        public List<HeldPermission> permissionsOf(Tenant tenant, Subject subject) {
            List<HeldPermission> all = right.permissionsOf(tenant, subject);
            return all.subList(0, Math.max(0, all.size() - 1));
        }
    }),

    LISTS_ONE_HOLDER_LESS((store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
        @Override
        public List<PermissionHolder> holdersOf(Tenant tenant, String permission) {
            List<PermissionHolder> all = right.holdersOf(tenant, permission);
            return all.subList(0, Math.max(0, all.size() - 1));
        }
    }),

    CHECKS_EACH_IN_ANOTHER_ORDER((store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
        @Override
        public List<Decision> checkEach(List<AccessRequest> requests) {
            List<Decision> decisions = new ArrayList<>(right.checkEach(requests));
            Collections.reverse(decisions);
            return decisions;
        }
    }),

    LISTS_THE_SAME_PERMISSIONS_ON_EACH((store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
        @Override
        public Map<Resource, List<HeldPermission>> permissionsOnEach(
                Tenant tenant, Subject subject, Collection<Resource> resources) {
            Map<Resource, List<HeldPermission>> held = new LinkedHashMap<>();
            resources.forEach(resource -> held.put(resource, right.permissionsOf(tenant, subject)));
            return held;
        }
    }),

    FINDS_MEMBERS_WHERE_GROUPS_ARE_ASKED_FOR((store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
        @Override
        public HolderPage holdersOf(HolderQuery query) {
            return query.among() != null || query.through() != null || query.permissions() == null
                    ? right.holdersOf(query)
                    : right.holdersOf(HolderQuery.of(query.tenant(), query.permissions()));
        }
    }),

    COUNTS_THE_PAGE_ONLY((store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
        @Override
        public HolderPage holdersOf(HolderQuery query) {
            HolderPage page = right.holdersOf(query);
            return new HolderPage(page.holders(), page.holders().size(), page.revision());
        }
    }),

    LISTS_WHAT_IS_DENIED((store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
        @Override
        public AllowedResources allowedResources(AccessRequest request, String type) {
            AllowedResources all = right.allowedResources(request, type);
            return with(all, all.allowed(), List.of(), all.owning());
        }
    }),

    LISTS_WITHOUT_WHAT_IS_OWNED((store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
        @Override
        public AllowedResources allowedResources(AccessRequest request, String type) {
            AllowedResources all = right.allowedResources(request, type);
            return with(all, all.allowed(), all.denied(), AllowedResources.Owning.NOTHING);
        }
    }),

    LISTS_WITHOUT_WHAT_IS_GRANTED_THERE((store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
        @Override
        public AllowedResources allowedResources(AccessRequest request, String type) {
            AllowedResources all = right.allowedResources(request, type);
            return with(all, List.of(), all.denied(), all.owning());
        }
    });

    private final Agreement.Candidate candidate;

    Misjudgement(Agreement.Candidate candidate) {
        this.candidate = candidate;
    }

    @Override
    public DecisionPoint over(Store store, TestClock clock, World world) {
        return candidate.over(store, clock, world);
    }

    private static AllowedResources with(
            AllowedResources of,
            List<AllowedResources.Root> allowed,
            List<AllowedResources.Root> denied,
            AllowedResources.Owning owning) {
        return new AllowedResources(
                of.revision(),
                of.until(),
                of.tenantId(),
                of.typeId(),
                of.onlyTenant(),
                of.everywhere(),
                allowed,
                denied,
                of.grants(),
                owning,
                of.extent());
    }

    /** Checks as if every tenant's contents were others. */
    private static Agreement.Candidate as(Consumer<Contents> mistake) {
        return (store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
            @Override
            public Decision check(AccessRequest request) {
                World mistaken = world.copy();
                mistaken.tenants().values().forEach(mistake);
                return new Decision(
                        new Oracle(mistaken)
                                .check(
                                        request.tenant(),
                                        request.subject(),
                                        request.permission(),
                                        request.resource(),
                                        clock.instant()),
                        new Revision(0, 0));
            }
        };
    }

    /** Checks as if something else had been asked. */
    private static Agreement.Candidate asking(UnaryOperator<AccessRequest> mistake) {
        return (store, clock, world) -> new Wrong(new StoreDecisionPoint(store, clock)) {
            @Override
            public Decision check(AccessRequest request) {
                return right.check(mistake.apply(request));
            }
        };
    }

    /** Right in everything that a subclass does not say otherwise. */
    private abstract static class Wrong implements DecisionPoint {

        final DecisionPoint right;

        Wrong(DecisionPoint right) {
            this.right = right;
        }

        @Override
        public Decision check(AccessRequest request) {
            return right.check(request);
        }

        @Override
        public Explanation explain(AccessRequest request) {
            return right.explain(request);
        }

        @Override
        public AllowedResources allowedResources(AccessRequest request, String type) {
            return right.allowedResources(request, type);
        }

        @Override
        public List<HeldPermission> permissionsOf(Tenant tenant, Subject subject) {
            return right.permissionsOf(tenant, subject);
        }

        @Override
        public List<HeldPermission> permissionsOn(Tenant tenant, Subject subject, Resource resource) {
            return right.permissionsOn(tenant, subject, resource);
        }

        @Override
        public List<PermissionHolder> holdersOf(Tenant tenant, String permission, Resource resource) {
            return right.holdersOf(tenant, permission, resource);
        }

        @Override
        public List<AllowedResources> allowedResources(
                Tenant tenant,
                Subject subject,
                Collection<String> permissions,
                @Nullable Collection<String> types,
                @Nullable Demand atLeast) {
            return types == null
                    ? right.allowedResources(tenant, subject, permissions, null, atLeast)
                    : permissions.stream()
                            .flatMap(permission -> types.stream()
                                    .map(type -> allowedResources(
                                            new AccessRequest(tenant, subject, permission).atLeast(atLeast), type)))
                            .toList();
        }

        @Override
        public HolderPage holdersOf(HolderQuery query) {
            return right.holdersOf(query);
        }

        @Override
        public List<PermissionHolder> holdersOf(Tenant tenant, String permission) {
            return right.holdersOf(tenant, permission);
        }
    }
}
