package io.tiergate.oracle;

import io.tiergate.AccessRequest;
import io.tiergate.AllowedResources;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.Explanation;
import io.tiergate.HeldPermission;
import io.tiergate.Holder;
import io.tiergate.Membership;
import io.tiergate.PermissionHolder;
import io.tiergate.Reason;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.oracle.Changes.Change;
import io.tiergate.oracle.Oracle.Deciding;
import io.tiergate.oracle.Oracle.Given;
import io.tiergate.oracle.Oracle.Owned;
import io.tiergate.oracle.Questions.Asked;
import io.tiergate.oracle.World.Member;
import io.tiergate.resource.ResourceList;
import io.tiergate.resource.ResourceLists;
import io.tiergate.store.Store;
import io.tiergate.testing.StoreFixture;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks a decision point and the oracle the same questions about one generated world, which changes all the while, and
 * fails at the first answer that is not the same. The seed makes the world, the changes and the questions.
 */
final class Agreement {

    /** Makes what is held to the oracle. */
    interface Candidate {
        DecisionPoint over(Store store, TestClock clock, World world);
    }

    /** Thrown to have a transaction undone. */
    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static final int QUESTIONS_A_ROUND = 500;
    private static final int QUESTIONS_IN_A_TRANSACTION = 25;
    private static final int CHANGES_REMEMBERED = 15;

    /** When changes are made. The moments of the questions are others, and lie before and after it. */
    private static final Instant WHEN_CHANGES_ARE_MADE = Instant.parse("2026-06-01T12:00:00Z");

    private static final Comparator<Subject> BY_TYPE_AND_ID =
            Comparator.comparing(Subject::type).thenComparing(Subject::id);

    private final int questionsARound;
    private final Dice dice;
    private final Store store;
    private final TestClock clock = new TestClock(WHEN_CHANGES_ARE_MADE);
    private final World world;
    private final Oracle oracle;
    private final DecisionPoint decisions;
    private final ResourceLists lists;
    private final Questions questions;
    private final WideQuestions wideQuestions;
    private final Changes changes;
    private final Deque<String> lastChanges = new ArrayDeque<>();
    private final Map<Code, Integer> codes = new EnumMap<>(Code.class);
    private final @Nullable HostRows hostRows;
    private int asked;

    /** Brings the world of that seed into a store, which must be new. */
    Agreement(long seed, StoreFixture fixture, Candidate candidate) {
        this(seed, fixture, candidate, QUESTIONS_A_ROUND);
    }

    /** @param questionsARound how many are asked between changes */
    Agreement(long seed, StoreFixture fixture, Candidate candidate, int questionsARound) {
        this.questionsARound = questionsARound;
        this.dice = new Dice(seed);
        this.store = fixture.store();
        this.hostRows = HostRows.in(fixture, seed);
        this.world = GeneratedWorld.of(seed);
        this.oracle = new Oracle(world);
        this.decisions = candidate.over(store, clock, world);
        this.lists = ResourceLists.of(store, decisions);
        this.questions = new Questions(world, dice);
        this.wideQuestions = new WideQuestions(this, world, decisions, seed);
        Administration administration = Administration.of(store, decisions, clock, () -> Subject.user("admin"));
        WorldLoader loader = new WorldLoader(store, administration, world);
        this.changes = new Changes(new PlainAdministration(world), administration, loader, dice);
        loader.loadAll();
    }

    /** Asks so many questions, and throws an {@link AssertionError} that says which of them has two answers. */
    void ask(int count) {
        while (asked < count) {
            askSome(Math.min(questionsARound, count - asked));
            if (asked < count) {
                changeSome();
            }
        }
    }

    /** How many questions were asked, in and between transactions. */
    int asked() {
        return asked;
    }

    /** How often a check or an explanation had which code. */
    Map<Code, Integer> codes() {
        return codes;
    }

    private void askSome(int count) {
        for (int i = 0; i < count; i++) {
            Asked question = questions.next();
            asked++;
            try {
                clock.set(question.now());
                ask(question);
                if (asked % WideQuestions.EVERY == 0) {
                    wideQuestions.askAround(question);
                }
            } catch (RuntimeException unexpected) {
                throw new AssertionError(where(question) + " failed: " + unexpected, unexpected);
            }
        }
    }

    private void changeSome() {
        int count = 2 + dice.below(8);
        switch (dice.below(4)) {
            case 0 -> inOneTransaction(count, false);
            case 1 -> inOneTransaction(count, true);
            default -> change(count);
        }
    }

    private void change(int count) {
        clock.set(WHEN_CHANGES_ARE_MADE);
        for (int i = 0; i < count; i++) {
            Change change = changes.next();
            lastChanges.add(change.what());
            if (lastChanges.size() > CHANGES_REMEMBERED) {
                lastChanges.remove();
            }
            Object expected = change.plain().get();
            Object actual;
            try {
                actual = change.real().get();
            } catch (RuntimeException unexpected) {
                throw new AssertionError(where("the change") + " failed: " + unexpected, unexpected);
            }
            require("the change", expected, actual);
        }
    }

    /** Asks inside the transaction too, whose own changes show; after it they show only if it was not undone. */
    private void inOneTransaction(int count, boolean undo) {
        World before = world.copy();
        lastChanges.add("in one transaction" + (undo ? ", undone:" : ":"));
        try {
            store.write(() -> {
                change(count);
                askSome(QUESTIONS_IN_A_TRANSACTION);
                change(1);
                askSome(QUESTIONS_IN_A_TRANSACTION);
                if (undo) {
                    throw new Undo();
                }
                return true;
            });
        } catch (Undo undone) {
            world.becomeLike(before);
        }
        lastChanges.add("end of the transaction");
    }

    private void ask(Asked asked) {
        switch (asked.form()) {
            case CHECK -> {
                Code expected = oracle.check(
                        asked.tenant(), asked.subject(), asked.permission(), asked.resource(), asked.now());
                count(expected);
                require(asked, expected, decisions.check(request(asked)).code());
            }
            case EXPLAIN -> askForExplanation(asked);
            case PERMISSIONS_OF -> askForPermissions(asked);
            case HOLDERS_OF -> askForHolders(asked);
            case LIST -> askForList(asked);
            case ANYWHERE ->
                require(
                        asked,
                        oracle.anywhere(asked.tenant(), asked.subject(), asked.permission(), asked.now()),
                        lists.anywhere(asked.tenant(), asked.subject(), asked.permission()));
        }
    }

    /** Of the type of the resource that was made up for the question, in two pages, and counted. */
    private void askForList(Asked asked) {
        String type = asked.resource() == null
                ? dice.pick(GeneratedTrees.RESOURCES).type()
                : asked.resource().type();
        Set<Resource> expected = oracle.list(asked.tenant(), asked.subject(), asked.permission(), type, asked.now());
        ResourceList list = lists.allowing(asked.tenant(), asked.subject(), asked.permission())
                .ofTypes(type);
        List<Resource> actual = new ArrayList<>(list.page(0, 3));
        actual.addAll(list.page(3, 1_000));
        require(asked + " of type " + type, expected, new HashSet<>(actual));
        require(asked + " of type " + type + ", how often", expected.size(), actual.size());
        require(asked + " of type " + type + ", counted", (long) expected.size(), list.count());
        if (hostRows != null) {
            AllowedResources allowed =
                    decisions.allowedResources(asked.tenant(), asked.subject(), asked.permission(), type);
            require(asked + " of rows of type " + type, expected, hostRows.list(allowed, type));
        }
    }

    private void askForExplanation(Asked asked) {
        Code expected =
                oracle.check(asked.tenant(), asked.subject(), asked.permission(), asked.resource(), asked.now());
        count(expected);
        Explanation explanation = decisions.explain(request(asked));
        require(asked, expected, explanation.decision().code());
        require(
                asked,
                oracle.explain(asked.tenant(), asked.subject(), asked.permission(), asked.resource(), asked.now()),
                deciding(asked, explanation.reasons()));
    }

    private void askForPermissions(Asked asked) {
        require(
                asked,
                new TreeMap<>(oracle.permissionsOf(asked.tenant(), asked.subject(), asked.resource(), asked.now())),
                permissions(asked, permissions(asked)));
    }

    /** What the store lists, in the words of the oracle; in the order that is promised. */
    Map<String, Set<Deciding>> permissions(Asked asked, List<HeldPermission> list) {
        Map<String, Set<Deciding>> permissions = new LinkedHashMap<>();
        for (HeldPermission held : list) {
            permissions.put(held.permission(), deciding(asked, held.reasons()));
        }
        requireOrder(asked, List.copyOf(permissions.keySet()), Comparator.naturalOrder());
        return permissions;
    }

    private List<HeldPermission> permissions(Asked asked) {
        return asked.resource() == null
                ? decisions.permissionsOf(asked.tenant(), asked.subject())
                : decisions.permissionsOn(asked.tenant(), asked.subject(), asked.resource());
    }

    private List<PermissionHolder> holders(Asked asked) {
        return asked.resource() == null
                ? decisions.holdersOf(asked.tenant(), asked.permission())
                : decisions.holdersOf(asked.tenant(), asked.permission(), asked.resource());
    }

    private void askForHolders(Asked asked) {
        Map<Holder, Set<Deciding>> actual = new LinkedHashMap<>();
        for (PermissionHolder held : holders(asked)) {
            actual.put(held.holder(), deciding(asked, held.reasons()));
        }
        require(asked, oracle.holdersOf(asked.tenant(), asked.permission(), asked.resource(), asked.now()), actual);
        requireOrder(asked, List.copyOf(actual.keySet()), Agreement::groupsFirst);
    }

    /** What the store names as reasons, in the words of the oracle; each once, and in the order that is promised. */
    private Set<Deciding> deciding(Asked asked, List<Reason> reasons) {
        requireOrder(
                asked,
                reasons,
                Comparator.comparing((Reason reason) -> reason instanceof Reason.ByOwnership)
                        .thenComparingLong(reason -> place(asked, reason))
                        .thenComparingLong(reason -> reason.membership() == null
                                ? 0
                                : reason.membership().id()));
        Set<Deciding> deciding = new HashSet<>();
        reasons.forEach(reason -> deciding.add(deciding(reason)));
        require(asked, reasons.size(), deciding.size());
        return deciding;
    }

    private static Deciding deciding(Reason reason) {
        Member membership = member(reason.membership());
        if (reason instanceof Reason.ByOwnership owned) {
            return new Owned(owned.owned(), owned.owner(), membership);
        }
        return new Given(((Reason.ByGrant) reason).grant().grant(), membership);
    }

    /** Grants by key, then what is owned from the root down. */
    private long place(Asked asked, Reason reason) {
        return reason instanceof Reason.ByOwnership owned
                ? new PlainResources(new PlainAdministration(world)).depth(asked.tenant(), owned.owned())
                : ((Reason.ByGrant) reason).grant().id();
    }

    private static Member member(Membership membership) {
        return membership == null
                ? null
                : new Member(membership.group().name(), membership.subject(), membership.validity());
    }

    private static int groupsFirst(Holder one, Holder other) {
        if (one instanceof Subject subject && other instanceof Subject otherSubject) {
            return BY_TYPE_AND_ID.compare(subject, otherSubject);
        }
        return Boolean.compare(one instanceof Subject, other instanceof Subject);
    }

    private static AccessRequest request(Asked asked) {
        return new AccessRequest(asked.tenant(), asked.subject(), asked.permission(), asked.resource(), null);
    }

    private void count(Code code) {
        codes.merge(code, 1, Integer::sum);
    }

    private <T> void requireOrder(Asked asked, List<T> items, Comparator<? super T> order) {
        List<T> sorted = new ArrayList<>(items);
        sorted.sort(order);
        require(asked, sorted, items);
    }

    void require(Object asked, Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError(where(asked) + " has two answers."
                    + "\n  by the rules: " + expected
                    + "\n  by the store: " + actual);
        }
    }

    private String where(Object what) {
        return "Question " + asked + ", after the last of these changes:\n  " + String.join("\n  ", lastChanges) + "\n"
                + what;
    }
}
