package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.BadInputPage.NullRow;
import io.tiergate.admin.Supplies.Named;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.store.Store;
import io.tiergate.testing.StoreFixture;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be taken is answered by an exception that says so, and leaves nothing. {@link BadInputTable} has the rows. */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTest {

    private static final Path PAGE = Path.of("..", "docs", "bad-input.md");
    private static final Path GENERATED = Path.of("target", "bad-input.md");

    private final Store store = StoreFixture.memory().store();
    private final StandingClock clock = new StandingClock("2026-05-01T12:00:00Z");
    private final StoreDecisionPoint decisions = new StoreDecisionPoint(store, clock);
    private final Administration acme = Administration.of(store, decisions, clock, () -> Subject.user("admin"))
            .inTenant(Tenant.of("acme"));
    private final Supplies supplies = new Supplies(store, decisions, clock);

    @BeforeAll
    void fill() {
        Grant held = Grant.allow(Subject.user("alice"), "invoice.approve");
        acme.tenants().create(acme.tenant());
        acme.permissions().define("invoice.approve", "");
        acme.permissions().define("invoice.old", "");
        acme.bundles().define("Clerk", "", List.of("invoice.approve"));
        acme.bundles().define("Auditor", "", List.of());
        acme.groups().define("Lisbon", "");
        acme.grants().grant(held);
        acme.permissions().retire("invoice.old");
        acme.resourceTypes().define("folder", "", List.of("invoice.approve"));
        acme.resourceTypes().setOwnerBundle("folder", "Auditor");
        Resource root = Resource.of("folder", 1);
        acme.resources().register(root);
        acme.resources().register(NewResource.of(Resource.of("folder", 2)).below(root));
        acme.resources().register(NewResource.of(Resource.of("folder", 3)).below(Resource.of("folder", 2)));
        Administration globex = acme.inTenant(Tenant.of("globex"));
        globex.tenants().create(globex.tenant());
        globex.permissions().define("report.print", "");
        globex.bundles().define("Printer", "", List.of());
        Administration shared = acme.inTenant(Tenant.SHARED);
        shared.permissions().define("help.read", "");
        shared.bundles().define("Reader", "", List.of("help.read"));
    }

    List<BadInput> rows() {
        return BadInputTable.all(acme);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isAnsweredWithWhatIsWrongAndLeavesNothing(BadInput row) {
        List<String> before = Rows.all(store);

        Throwable answer = row.answer();

        assertThat(answer).isExactlyInstanceOf(row.exception()).hasMessage(row.message());
        assertThat(Rows.all(store)).isEqualTo(before);
    }

    /** Messages go into logs and on to people: one line, of a length to be read. */
    @ParameterizedTest
    @MethodSource("rows")
    void isAnsweredInOneReadableLine(BadInput row) {
        assertThat(row.message()).hasSizeLessThan(300).matches("[^\\p{Cntrl}\\p{Cs}\u2028\u2029]+");
    }

    static Stream<Arguments> methods() {
        return Supplies.methods().stream()
                .filter(method -> Stream.of(method.getParameters()).anyMatch(Supplies::mustBeThere))
                .map(method -> Arguments.argumentSet(Supplies.signature(method), method));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isNeverNull(Method method) throws ReflectiveOperationException {
        List<String> before = Rows.all(store);

        List<NullRow> answers = nullRows(method);

        assertThat(answers)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.answer())
                        .isInstanceOfAny(NullPointerException.class, IllegalArgumentException.class)
                        .message()
                        .satisfies(message -> assertThat(letters(message)).contains(letters(row.argument()))));
        assertThat(Rows.all(store)).isEqualTo(before);
    }

    @Test
    void isShownOnAPageOfTheDocumentation() throws IOException, ReflectiveOperationException {
        Map<String, List<BadInput>> sections = rows().stream()
                .collect(Collectors.groupingBy(BadInput::section, LinkedHashMap::new, Collectors.toList()));
        List<NullRow> nulls = new ArrayList<>();
        for (Method method : Supplies.methods()) {
            nulls.addAll(nullRows(method));
        }
        String page = BadInputPage.of(sections, nulls);
        Files.createDirectories(GENERATED.getParent());
        Files.writeString(GENERATED, page);
        if (Boolean.getBoolean("tiergate.docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("write it again with -Dtiergate.docs.write=true")
                .isEqualTo(page);
    }

    /** Calls the method once for each argument that can be null, with null in its place. */
    private List<NullRow> nullRows(Method method) throws ReflectiveOperationException {
        Named names = new Named(
                "invoice.approve",
                "Clerk",
                "Lisbon",
                Subject.user("alice"),
                Grant.allow(Subject.user("alice"), "invoice.approve"),
                1,
                Resource.of("folder", 1),
                Resource.of("folder", 2),
                1);
        List<NullRow> rows = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            if (Supplies.mustBeThere(method.getParameters()[i])) {
                Object[] arguments = supplies.arguments(method, names).toArray();
                arguments[i] = null;
                Object target = Supplies.target(method, acme);
                Throwable thrown = catchThrowable(() -> method.invoke(target, arguments));
                Throwable answer = thrown instanceof InvocationTargetException wrapped ? wrapped.getCause() : thrown;
                rows.add(new NullRow(Supplies.signature(method), method.getParameters()[i].getName(), answer));
            }
        }
        return rows;
    }

    private static String letters(String text) {
        return text.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }
}
