package io.tiergate.decision;

import io.tiergate.Decision.Code;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.DecisionReads.View;
import io.tiergate.store.GroupRow;
import io.tiergate.store.HeldMembership;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceHoldings;
import io.tiergate.store.Stamp;
import io.tiergate.store.Store;
import io.tiergate.store.SubjectHoldings;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says what subjects and groups may do: many questions at one state and one moment. What a group may do is what a member of it is
 * allowed that holds nothing else. A subject is allowed what {@link io.tiergate.DecisionPoint#check} allows it.
 *
 * <p>For a store that only this process changes, such as the one in memory. Safe for use by many threads. Keeps the definitions
 * of the tenants; reads all else for each question.
 */
public final class HolderDecisions {

    /** The definitions of so many tenants are kept. */
    private static final long TENANTS = 1_000;

    /** Is no subject's key. */
    private static final long NOBODY = 0;

    private final Store store;
    private final DefinitionCache definitions;
    private final Clock clock;

    /** @throws IllegalArgumentException if others than this process may change the store */
    public HolderDecisions(Store store, Clock clock) {
        if (store.isShared()) {
            throw new IllegalArgumentException(
                    "Other processes may change this store. Ask a decision point, or use a MemoryStore.");
        }
        SeenRevisions seen = new SeenRevisions();
        store.changes().onCommit(seen::see);
        this.store = store;
        this.definitions = new DefinitionCache(store.decisions(), seen, TENANTS);
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Asks questions at one state and one moment; other threads' changes wait until they are answered. */
    public <T> T ask(Tenant tenant, Function<Questions, T> questions) {
        Objects.requireNonNull(tenant, "tenant");
        return store.read(() -> questions.apply(new Questions(tenant, clock.instant())));
    }

    /** Questions about one tenant at one moment. To be used only while they are asked, by the same thread. */
    public final class Questions {

        private final DecisionReads reads = store.decisions();
        private final Tenant tenant;
        private final Instant now;

        private Questions(Tenant tenant, Instant now) {
            this.tenant = tenant;
            this.now = now;
        }

        /**
         * Whether the holder may do it.
         *
         * @param resource where, or null for everywhere
         * @throws IllegalArgumentException if the holder is a group that does not exist
         */
        public boolean allowed(Holder holder, String permission, @Nullable Resource resource) {
            return question(holder, resource).decide(permission) == Code.GRANTED;
        }

        /**
         * All that the holder may do, by name.
         *
         * @param resource where, or null for everywhere
         * @throws IllegalArgumentException if the holder is a group that does not exist
         */
        public NavigableSet<String> permissions(Holder holder, @Nullable Resource resource) {
            Question question = question(holder, resource);
            TreeSet<String> allowed = new TreeSet<>();
            for (PermissionRow permission : question.definitions().permissions()) {
                if (question.decide(permission.name()) == Code.GRANTED) {
                    allowed.add(permission.name());
                }
            }
            return allowed;
        }

        private Question question(Holder holder, @Nullable Resource resource) {
            Definitions defined = definitions.get(tenant, reads.stamp(tenant, View.TRANSACTION), View.TRANSACTION);
            if (holder instanceof Subject subject) {
                SubjectHoldings holdings = reads.holdings(tenant, subject, View.TRANSACTION);
                ResourceHoldings there =
                        resource == null ? null : reads.on(tenant, resource, subject, View.TRANSACTION);
                return new Question(defined, holdings, resource, place(there), subject, now);
            }
            Group group = (Group) holder;
            ResourceHoldings there =
                    resource == null ? null : reads.on(tenant, resource, Integer.MAX_VALUE, View.TRANSACTION);
            return new Question(defined, memberOf(group, defined), resource, place(there), someone(group), now);
        }

        private static @Nullable Placement place(@Nullable ResourceHoldings there) {
            return there == null ? null : new Placement(there);
        }

        /** Who belongs to the group and to no other that is not built in. The subject is nobody whom the store knows. */
        private static Subject someone(Group group) {
            return group.equals(Group.EVERYONE) ? Subject.anonymous() : Subject.user("member");
        }

        private SubjectHoldings memberOf(Group group, Definitions defined) {
            Stamp stamp = defined.stamp();
            if (group.isBuiltIn()) {
                return new SubjectHoldings(stamp, NOBODY, false, List.of(), List.of());
            }
            GroupRow row = store.groups().find(stamp.tenantId(), group.name());
            if (row == null) {
                throw new IllegalArgumentException("There is no group '" + group.name() + "' in tenant '" + tenant
                        + "'. Check its spelling and case, or define it.");
            }
            HeldMembership membership =
                    new HeldMembership(0, row.id(), NOBODY, Validity.ALWAYS, null, Instant.EPOCH, null);
            return new SubjectHoldings(stamp, NOBODY, false, List.of(), List.of(membership));
        }
    }
}
