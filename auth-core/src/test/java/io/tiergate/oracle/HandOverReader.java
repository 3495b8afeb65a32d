package io.tiergate.oracle;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.PermissionHandle;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.oracle.HandOverTruth.Answers;
import io.tiergate.store.Store;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A thread that checks without pause, in all forms, and holds each answer to what was true at the revision it carries. */
final class HandOverReader {

    /** The ways to ask. */
    private enum Form {
        REQUEST,
        AT_LEAST,
        HANDLE,
        HANDLE_AND_ACCESS,
        ACCESS,
        EACH,
        UNDONE_TRANSACTION
    }

    private static final List<Form> PLAIN_FORMS =
            List.of(Form.REQUEST, Form.AT_LEAST, Form.HANDLE, Form.HANDLE_AND_ACCESS, Form.ACCESS, Form.EACH);

    /** Undoes a transaction, and carries what was answered in it. */
    private static final class Undo extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Decision decision;

        private Undo(Decision decision) {
            this.decision = decision;
        }
    }

    /** What all readers have in common: threads meet at the same handles and accesses. */
    static final class Shared {

        private final Store store;
        private final CachedDecisionPoint decisions;
        private final Administration administration;
        private final boolean ownNode;
        private final HandOverTruth truth;
        private final List<Tenant> tenants;
        private final List<Subject> subjects;
        private final List<String> permissions;
        private final List<PermissionHandle> handles;
        private final Map<Tenant, List<SubjectAccess>> accesses = new HashMap<>();

        /** @param ownNode whether it is the node of those who change */
        Shared(
                Store store,
                CachedDecisionPoint decisions,
                boolean ownNode,
                HandOverTruth truth,
                List<Tenant> tenants,
                List<Subject> subjects,
                List<String> permissions) {
            this.store = store;
            this.decisions = decisions;
            this.administration =
                    Administration.of(store, decisions, Clock.systemUTC(), () -> Subject.user("somebody"));
            this.ownNode = ownNode;
            this.truth = truth;
            this.tenants = tenants;
            this.subjects = subjects;
            this.permissions = permissions;
            this.handles = permissions.stream().map(decisions::permission).toList();
            tenants.forEach(tenant -> accesses.put(
                    tenant,
                    subjects.stream()
                            .map(subject -> decisions.access(tenant, subject))
                            .toList()));
        }
    }

    private final Shared shared;
    private final Subject stranger;
    private final Dice dice;
    private final Map<Tenant, Revision> last = new HashMap<>();
    private final Map<Tenant, Answers> answers = new HashMap<>();
    private final Map<Code, Integer> codes = new EnumMap<>(Code.class);
    private int revisions;

    /** @param number of this reader */
    HandOverReader(Shared shared, int number, Dice dice) {
        this.shared = shared;
        this.stranger = Subject.user("stranger " + number);
        this.dice = dice;
        shared.tenants.forEach(tenant -> last.put(tenant, new Revision(0, 0)));
    }

    /** Checks until it is told to stop, and throws an {@link AssertionError} at the first answer that may not be. */
    void checkWhile(BooleanSupplier goOn) {
        while (goOn.getAsBoolean()) {
            Form form = dice.percent(2) ? Form.UNDONE_TRANSACTION : dice.pick(PLAIN_FORMS);
            checkSome(dice.pick(shared.tenants), dice.below(shared.subjects.size()), form);
        }
    }

    /** How many answers had which code. */
    Map<Code, Integer> codes() {
        return codes;
    }

    /** How often an answer had another revision than the one before. */
    int revisions() {
        return revisions;
    }

    /** Several questions about one subject, as a request asks them. */
    private void checkSome(Tenant tenant, int subject, Form form) {
        SubjectAccess access = dice.percent(50)
                ? shared.accesses.get(tenant).get(subject)
                : shared.decisions.access(tenant, shared.subjects.get(subject));
        for (int i = dice.below(6); i >= 0; i--) {
            int permission = dice.below(shared.permissions.size());
            // Read before the question is asked. Another node need not know it if it is not told.
            Revision floor =
                    shared.ownNode || form == Form.AT_LEAST ? shared.truth.committed(tenant) : new Revision(0, 0);
            Decision decision = ask(form, access, permission, floor);
            judge(form, tenant, subject, permission, floor, decision);
        }
    }

    private Decision ask(Form form, SubjectAccess access, int permission, Revision floor) {
        Tenant tenant = access.tenant();
        Subject subject = access.subject();
        String name = shared.permissions.get(permission);
        return switch (form) {
            case REQUEST -> shared.decisions.check(new AccessRequest(tenant, subject, name));
            case AT_LEAST -> shared.decisions.check(new AccessRequest(tenant, subject, name).atLeast(floor));
            case HANDLE -> shared.handles.get(permission).check(tenant, subject);
            case HANDLE_AND_ACCESS -> shared.handles.get(permission).check(access);
            case ACCESS -> access.check(name);
            case EACH -> each(tenant, subject, name);
            case UNDONE_TRANSACTION -> inUndoneTransaction(new AccessRequest(tenant, subject, name));
        };
    }

    /** Asked among others, which must be answered at the same revision. */
    private Decision each(Tenant tenant, Subject subject, String name) {
        List<Decision> decisions = shared.decisions.checkEach(
                Stream.concat(Stream.of(name), shared.permissions.stream().limit(dice.below(4)))
                        .map(permission -> new AccessRequest(tenant, subject, permission))
                        .toList());
        if (decisions.stream().map(Decision::revision).distinct().count() > 1) {
            throw new AssertionError("Decisions that were asked for together are of several revisions: " + decisions);
        }
        return decisions.get(0);
    }

    /** Changes what none of the questions is about, and has it undone. */
    private Decision inUndoneTransaction(AccessRequest request) {
        try {
            return shared.store.write(() -> {
                shared.administration.inTenant(request.tenant()).subjects().suspend(stranger);
                throw new Undo(shared.decisions.check(request));
            });
        } catch (Undo undone) {
            return undone.decision;
        }
    }

    private void judge(Form form, Tenant tenant, int subject, int permission, Revision floor, Decision decision) {
        Revision revision = decision.revision();
        Revision before = last.put(tenant, revision);
        if (!revision.equals(before) || !answers.containsKey(tenant)) {
            answers.put(tenant, shared.truth.at(tenant, revision));
            revisions++;
        }
        Answers expected = answers.get(tenant);
        String wrong = null;
        if (expected == null) {
            wrong = "a revision that there never was";
        } else if (decision.code() != expected.code(subject, permission)) {
            wrong = "not what was true at its revision, which is " + expected.code(subject, permission);
        } else if (!revision.atLeast(before)) {
            wrong = "older than the answer that this thread had before, of revision " + before;
        } else if (!revision.atLeast(floor)) {
            wrong = "older than a commit that had returned before the question, of revision " + floor;
        }
        if (wrong != null) {
            throw new AssertionError(form + " in tenant '" + tenant + "' subject '" + shared.subjects.get(subject)
                    + "' permission '" + shared.permissions.get(permission) + "' was answered by " + decision + ": "
                    + wrong);
        }
        codes.merge(decision.code(), 1, Integer::sum);
    }
}
