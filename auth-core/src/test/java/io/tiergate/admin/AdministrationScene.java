package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.change.Change;
import io.tiergate.change.ChangeSet;
import io.tiergate.store.Store;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What the parts of {@link AdministrationContract} work with: an administration service of two tenants of their own. */
interface AdministrationScene {

    Subject ADMIN = Subject.user("admin");
    Subject ALICE = Subject.user("alice");
    Subject BOB = Subject.user("bob");
    Subject CAROL = Subject.user("carol");

    Store store();

    DecisionPoint decisions();

    StandingClock clock();

    /** Of a tenant that only this test uses, by {@link #ADMIN}. */
    Administration here();

    /** Of another one. */
    Administration there();

    /** Of the shared tenant, which other tests use too. */
    default Administration shared() {
        return here().inTenant(Tenant.SHARED);
    }

    /** A name that no other test uses, for what lies in the shared tenant. */
    String unique(String name);

    default void permissions(String... names) {
        here().permissions().define(descriptions(names));
    }

    default Map<String, String> descriptions(String... names) {
        Map<String, String> descriptions = new TreeMap<>();
        for (String name : names) {
            descriptions.put(name, "");
        }
        return descriptions;
    }

    default List<ChangeSet> log(Administration administration) {
        return administration.changesAfter(0, Integer.MAX_VALUE);
    }

    default ChangeSet last(Administration administration) {
        List<ChangeSet> log = log(administration);
        return log.get(log.size() - 1);
    }

    /** The changes of the last set: what kind of thing, what happened to it, before and after. */
    default List<String> lastChanges(Administration administration) {
        return last(administration).changes().stream()
                .map(AdministrationScene::line)
                .toList();
    }

    private static String line(Change change) {
        return change.kind() + " " + change.operation()
                + (change.before() == null ? "" : " " + json(change.before()))
                + (change.after() == null ? "" : " -> " + json(change.after()));
    }

    /** Parsed, so that only what is JSON has a form here; all values are texts or booleans. */
    static Map<String, String> json(String object) {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), object)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                assertThat(parser.nextToken().isScalarValue()).isTrue();
                values.put(name, parser.getString());
            }
            assertThat(parser.nextToken()).isNull();
        }
        return values;
    }

    default long revision(Administration administration) {
        return log(administration).stream().mapToLong(ChangeSet::revision).max().orElse(0);
    }

    /** Does the operation, and says that these tenants have after it what they had before, change log and revision too. */
    default void changesNothing(Runnable operation) {
        List<List<String>> before = rows();
        operation.run();
        assertThat(rows()).isEqualTo(before);
    }

    private List<List<String>> rows() {
        return Stream.of(here(), there(), shared())
                .map(administration -> Rows.of(store(), administration.tenant()))
                .toList();
    }

    /** The operation is refused, and leaves nothing. */
    default void refused(Class<? extends RuntimeException> with, ThrowingCallable operation) {
        changesNothing(() -> assertThatThrownBy(operation).isExactlyInstanceOf(with));
    }

    default Decision.Code check(Subject subject, String permission) {
        return check(here(), subject, permission);
    }

    default Decision.Code check(Administration where, Subject subject, String permission) {
        return decisions()
                .check(new AccessRequest(where.tenant(), subject, permission))
                .code();
    }
}
