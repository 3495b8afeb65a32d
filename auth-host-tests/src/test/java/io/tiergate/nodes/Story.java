package io.tiergate.nodes;

import static io.tiergate.nodes.Change.Kind.ADD_MEMBER;
import static io.tiergate.nodes.Change.Kind.ADD_TO_BUNDLE;
import static io.tiergate.nodes.Change.Kind.ALLOW;
import static io.tiergate.nodes.Change.Kind.CREATE_TENANT;
import static io.tiergate.nodes.Change.Kind.DEFINE;
import static io.tiergate.nodes.Change.Kind.DEFINE_BUNDLE;
import static io.tiergate.nodes.Change.Kind.DEFINE_GROUP;
import static io.tiergate.nodes.Change.Kind.DELETE_PERMISSION;
import static io.tiergate.nodes.Change.Kind.DELETE_SUBJECT;
import static io.tiergate.nodes.Change.Kind.DENY;
import static io.tiergate.nodes.Change.Kind.REINSTATE;
import static io.tiergate.nodes.Change.Kind.REMOVE_FROM_BUNDLE;
import static io.tiergate.nodes.Change.Kind.REMOVE_MEMBER;
import static io.tiergate.nodes.Change.Kind.RESTORE;
import static io.tiergate.nodes.Change.Kind.RETIRE;
import static io.tiergate.nodes.Change.Kind.REVOKE_ALLOW;
import static io.tiergate.nodes.Change.Kind.REVOKE_DENY;
import static io.tiergate.nodes.Change.Kind.SUSPEND;

import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A tenant of a test's own, in which Alice is given a permission and loses it again, by each kind of change. */
final class Story {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final String ALICE = "user:alice";
    private static final String OWN = "launch";

    private final Tenant tenant = Tenant.of("tenant-" + COUNT.incrementAndGet());
    private final String shared = "shared-by-" + tenant;

    /** One change, and what is the answer from then on. */
    record Step(Change change, AccessRequest question, Code code) {

        /** The question of one who has made the change, with this as its revision. */
        AccessRequest seeing(long revision) {
            return question.atLeast(change.tenant().isShared() ? new Revision(0, revision) : new Revision(revision, 0));
        }
    }

    Tenant tenant() {
        return tenant;
    }

    /** A name that is this tenant's, of a permission that all see. */
    String shared() {
        return shared;
    }

    /** What there is before the first step. */
    List<Change> beginning() {
        return List.of(
                change(CREATE_TENANT, "", ""),
                change(DEFINE, "", OWN),
                change(DEFINE_GROUP, "", "crew"),
                change(DEFINE_BUNDLE, "captain", ""),
                Change.of(DEFINE, Tenant.SHARED, "", shared));
    }

    Step allow() {
        return step(ALLOW, ALICE, OWN, Code.GRANTED);
    }

    Step revoke() {
        return step(REVOKE_ALLOW, ALICE, OWN, Code.NOT_GRANTED);
    }

    /** What subjects hold alone. */
    List<Step> ofSubjects() {
        return List.of(
                allow(),
                step(DENY, ALICE, "*", Code.DENIED),
                step(REVOKE_DENY, ALICE, "*", Code.GRANTED),
                revoke(),
                allow(),
                step(SUSPEND, ALICE, "", Code.SUBJECT_SUSPENDED),
                step(REINSTATE, ALICE, "", Code.GRANTED),
                step(DELETE_SUBJECT, ALICE, "", Code.NOT_GRANTED));
    }

    /** What groups hold, and who is in them. */
    List<Step> ofGroups() {
        return List.of(
                step(ALLOW, "group:crew", OWN, Code.NOT_GRANTED),
                step(ADD_MEMBER, ALICE, "crew", Code.GRANTED),
                step(REMOVE_MEMBER, ALICE, "crew", Code.NOT_GRANTED),
                step(ADD_MEMBER, ALICE, "crew", Code.GRANTED),
                step(DENY, "group:everyone", "launch", Code.DENIED),
                step(REVOKE_DENY, "group:everyone", "launch", Code.GRANTED),
                step(REVOKE_ALLOW, "group:crew", OWN, Code.NOT_GRANTED));
    }

    /** The catalogue and the bundles, of the tenant and of all. */
    List<Step> ofDefinitions() {
        return List.of(
                step(ALLOW, ALICE, "bundle:captain", Code.NOT_GRANTED),
                step(ADD_TO_BUNDLE, "captain", OWN, Code.GRANTED),
                step(RETIRE, "", OWN, Code.UNKNOWN_PERMISSION),
                step(RESTORE, "", OWN, Code.GRANTED),
                step(REMOVE_FROM_BUNDLE, "captain", OWN, Code.NOT_GRANTED),
                allow(),
                step(DELETE_PERMISSION, "", OWN, Code.UNKNOWN_PERMISSION),
                step(DEFINE, "", OWN, Code.NOT_GRANTED),
                new Step(change(ALLOW, ALICE, "*"), question(shared), Code.GRANTED),
                new Step(Change.of(RETIRE, Tenant.SHARED, "", shared), question(shared), Code.UNKNOWN_PERMISSION),
                new Step(Change.of(RESTORE, Tenant.SHARED, "", shared), question(shared), Code.GRANTED));
    }

    List<Step> steps() {
        return Stream.of(ofSubjects(), ofGroups(), ofDefinitions())
                .flatMap(List::stream)
                .toList();
    }

    private Step step(Change.Kind kind, String holder, String what, Code code) {
        return new Step(change(kind, holder, what), question(OWN), code);
    }

    private Change change(Change.Kind kind, String holder, String what) {
        return Change.of(kind, tenant, holder, what);
    }

    private AccessRequest question(String permission) {
        return new AccessRequest(tenant, Subject.user("alice"), permission);
    }
}
