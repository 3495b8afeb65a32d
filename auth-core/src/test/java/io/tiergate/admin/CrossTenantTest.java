package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.admin.Supplies.Named;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.Store;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every public method of the administration service, called in one tenant with the names of another: it changes nothing
 * there, and tells nothing of it. A new method is found by reflection; {@link Supplies} must know its parameters.
 */
@ParameterizedClass
@EnumSource(CrossTenantTest.Stores.class)
@TestInstance(Lifecycle.PER_CLASS)
class CrossTenantTest {

    enum Stores {
        MEMORY(StoreFixture::memory),
        H2(() -> StoreFixture.on(TestDatabase.H2)),
        POSTGRESQL(() -> StoreFixture.on(TestDatabase.POSTGRESQL)),
        MARIADB(() -> StoreFixture.on(TestDatabase.MARIADB));

        private final Supplier<StoreFixture> opening;

        Stores(Supplier<StoreFixture> opening) {
            this.opening = opening;
        }
    }

    private static final Tenant THERE = Tenant.of("there");

    /** Words that only the other tenant has; the last is in all its texts, and in no name. */
    private static final List<String> MARKERS = List.of(
            "zebra.approve",
            "zebra bundle",
            "zebra group",
            "zebra-one",
            "zebra-two",
            "zebra_type",
            "zebra doc",
            "quagga");

    private static final Subject SAME = Subject.user("same");
    private static final Subject ONE = Subject.user("zebra-one");
    private static final Subject TWO = Subject.user("zebra-two");

    private static final Resource ZEBRA = Resource.of("zebra_type", "zebra doc");
    private static final Resource ZEBRA_CHILD = Resource.of("same_type", "zebra doc");
    private static final Resource SAME_ROOT = Resource.of("same_type", "root");
    private static final Resource SAME_CHILD = Resource.of("same_type", "child");

    @Parameter
    private Stores stores;

    private final StandingClock clock = new StandingClock("2026-05-01T00:00:00Z");
    private StoreFixture fixture;
    private DecisionPoint decisions;
    private Supplies supplies;
    private List<String> seen;
    private int tenants;

    @BeforeParameterizedClassInvocation
    void open() {
        fixture = stores.opening.get();
        decisions = new StoreDecisionPoint(store(), clock);
        supplies = new Supplies(store(), decisions, clock);
        fillThere(administration("quagga").inTenant(THERE).because("quagga"));
        seen = look();
    }

    @AfterParameterizedClassInvocation
    void close() {
        if (fixture != null) {
            fixture.close();
        }
    }

    static Stream<Arguments> methods() {
        return Supplies.methods().stream().map(method -> Arguments.argumentSet(Supplies.signature(method), method));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void changesAndTellsNothingOfAnotherTenant(Method method) throws ReflectiveOperationException {
        Administration here = newTenant();
        Set<String> said = new LinkedHashSet<>();
        for (Named names : names()) {
            List<Object> arguments = supplies.arguments(method, names);
            if (!said.add(arguments.toString())) {
                continue;
            }

            String answer = call(method, here, arguments);

            List<String> expected = seen;
            seen = look();
            assertThat(seen).as(arguments.toString()).isEqualTo(expected);
            assertThat(MARKERS.stream()
                            .filter(marker -> said.stream().noneMatch(text -> text.contains(marker)))
                            .filter(answer::contains))
                    .as("told to who gave %s: %s", arguments, answer)
                    .isEmpty();
        }
    }

    /** The search above would find a marker if there were one. */
    @Test
    void findsAMarkerWhereThereIsOne() throws ReflectiveOperationException {
        Administration there = administration("x").inTenant(THERE);

        assertThat(text(there.permissions().list())).contains("zebra.approve", "quagga");
        assertThat(text(there.groups().membersOf("zebra group"))).contains("zebra-one", "quagga");
        assertThat(text(there.changesAfter(0, 100))).contains(MARKERS);
    }

    private Store store() {
        return fixture.store();
    }

    private Administration administration(String actor) {
        return Administration.of(store(), decisions, clock, () -> Subject.user(actor));
    }

    /** All that no call in another tenant may change. */
    private List<String> look() {
        List<String> rows = new ArrayList<>(Rows.of(store(), THERE));
        rows.addAll(Rows.of(store(), Tenant.SHARED));
        return rows;
    }

    private static void fillThere(Administration there) {
        there.tenants().create(THERE);
        there.permissions().define("zebra.approve", "quagga");
        there.permissions().define("same.read", "quagga");
        there.bundles().define("zebra bundle", "quagga", List.of("zebra.approve", "same.read"));
        there.bundles().define("same bundle", "quagga", List.of("zebra.approve"));
        there.groups().define("zebra group", "quagga");
        there.groups().define("same group", "quagga");
        there.subjects().register(ONE, "quagga");
        there.subjects().register(SAME, "quagga");
        there.groups().addMembers("zebra group", List.of(ONE, SAME));
        there.groups().addMembers("same group", List.of(TWO, SAME));
        there.subjects().suspend(TWO);
        there.resourceTypes().define("zebra_type", "quagga", List.of("zebra.approve"));
        there.resourceTypes().define("same_type", "quagga", List.of("same.read"));
        there.resourceTypes().setOwnerBundle("same_type", "zebra bundle");
        there.resources().register(NewResource.of(ZEBRA).ownedBy(ONE));
        there.resources().register(NewResource.of(SAME_ROOT).ownedBy(Group.of("zebra group")));
        there.resources().register(NewResource.of(SAME_CHILD).below(SAME_ROOT).ownedBy(SAME));
        there.resources().register(NewResource.of(ZEBRA_CHILD).below(SAME_ROOT).ownedBy(TWO));
        there.grants()
                .grant(List.of(
                        Grant.allow(SAME, "zebra.approve").on(ZEBRA),
                        Grant.allow(ONE, "same.read").on(SAME_CHILD),
                        Grant.allow(ONE, "zebra.approve").because("quagga"),
                        Grant.allow(SAME, "zebra.approve").because("quagga"),
                        Grant.deny(SAME, What.bundle("zebra bundle")),
                        Grant.allow(SAME, "same.read"),
                        Grant.allow(Group.of("zebra group"), "zebra.*"),
                        Grant.allow(Group.of("zebra group"), "*"),
                        Grant.allow(Group.of("same group"), What.bundle("same bundle")),
                        Grant.allow(Group.EVERYONE, "same.read")));
    }

    private Administration newTenant() {
        Administration here = administration("admin").inTenant(Tenant.of("here" + tenants++));
        here.tenants().create(here.tenant());
        here.permissions().define("same.read", "");
        here.bundles().define("same bundle", "", List.of("same.read"));
        here.groups().define("same group", "");
        here.groups().addMember("same group", SAME);
        here.resourceTypes().define("same_type", "", List.of("same.read"));
        here.resources().register(SAME_ROOT);
        here.resources().register(NewResource.of(SAME_CHILD).below(SAME_ROOT).ownedBy(SAME));
        here.grants()
                .grant(List.of(
                        Grant.allow(SAME, "same.read"),
                        Grant.allow(Group.of("same group"), What.bundle("same bundle"))));
        return here;
    }

    /** Names that only the other tenant has, names that both have, and mixtures of them. */
    private List<Named> names() {
        Administration there = administration("x").inTenant(THERE);
        long theirs = there.grants().list().get(0).id();
        long key = there.resources().find(ZEBRA).orElseThrow().key();
        return List.of(
                onlyThere(Grant.allow(ONE, "zebra.approve"), theirs, ZEBRA, SAME_ROOT, key),
                onlyThere(Grant.allow(Group.of("zebra group"), "*"), theirs, ZEBRA_CHILD, ZEBRA, key),
                onlyThere(Grant.allow(SAME, "zebra.approve").on(ZEBRA), theirs, SAME_CHILD, ZEBRA, key),
                onlyThere(Grant.deny(SAME, What.bundle("zebra bundle")), theirs, ZEBRA_CHILD, SAME_ROOT, key),
                onlyThere(Grant.allow(TWO, "zebra.*").on(SAME_ROOT), theirs, ZEBRA, ZEBRA_CHILD, key),
                inBoth(Grant.allow(SAME, "same.read")),
                inBoth(Grant.allow(Group.of("same group"), What.bundle("same bundle"))),
                inBoth(Grant.allow(Group.EVERYONE, "same.read")));
    }

    private static Named onlyThere(Grant grant, long grantId, Resource resource, Resource parent, long key) {
        return new Named("zebra.approve", "zebra bundle", "zebra group", ONE, grant, grantId, resource, parent, key);
    }

    private static Named inBoth(Grant grant) {
        return new Named(
                "same.read", "same bundle", "same group", SAME, grant, Long.MAX_VALUE, SAME_CHILD, SAME_ROOT, 1);
    }

    /** What the caller gets to see: the result with all its parts, or the message of a refusal. */
    private static String call(Method method, Administration here, List<Object> arguments)
            throws ReflectiveOperationException {
        try {
            return text(method.invoke(Supplies.target(method, here), arguments.toArray()));
        } catch (InvocationTargetException failure) {
            assertThat(failure.getCause())
                    .isInstanceOfAny(AdministrationException.class, IllegalArgumentException.class);
            return failure.getCause().toString();
        }
    }

    /** With the parts that {@code toString} leaves out. */
    private static String text(Object value) throws ReflectiveOperationException {
        StringBuilder text = new StringBuilder(String.valueOf(value));
        if (value instanceof Collection<?> items) {
            for (Object item : items) {
                text.append(text(item));
            }
        } else if (value instanceof Optional<?> optional) {
            text.append(text(optional.orElse(null)));
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                text.append(text(component.getAccessor().invoke(record)));
            }
        }
        return text.toString();
    }
}
