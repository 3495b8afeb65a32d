package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.security.RequiresPermission.Mode;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.annotation.AliasFor;

/** What annotations can say: several, nested, by annotations of one's own with attributes, on resources. */
class AnnotationFormsTest {

    private final PermissionGuards guards = new PermissionGuards();

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresPermission({"p1", "p2"})
    @interface P1AndP2 {}

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresPermission(value = "p3", mode = Mode.ANY, nested = P1AndP2.class)
    @interface P3OrBoth {}

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresPermission("p1")
    @RequiresPermission("p2")
    @interface Twice {}

    enum Area {
        INVOICE
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresPermission("{domain}.approve")
    @interface CanApprove {
        String domain() default "invoice";
    }

    @Retention(RetentionPolicy.RUNTIME)
    @CanApprove
    @interface CanApproveReports {
        @AliasFor(annotation = CanApprove.class, attribute = "domain")
        String value() default "report";
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresPermission(value = "{names}", mode = Mode.ANY)
    @RequiresPermission("{area}.{number}")
    @interface Filled {
        String[] names();

        Area area() default Area.INVOICE;

        int number() default 7;
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresPermission(value = "{type}.read", on = "{type}:{id}")
    @interface CanRead {
        String type();
    }

    record Author(String name) {}

    record Draft(long id, Author author) {}

    public static class Report {
        public Draft getDraft() {
            return new Draft(3, new Author("alice"));
        }
    }

    interface Generic<T> {

        @RequiresPermission(value = "draft.read", on = "draft:{item.id}")
        default void read(T item) {}
    }

    @RequiresPermission(value = "type.open", on = "document:{id}")
    static class OnType {

        void one(long id) {}

        void two(String other, long id) {}
    }

    static class Forms implements Generic<Draft> {

        @RequiresPermission("p1")
        @RequiresPermission("p2")
        void repeated() {}

        @RequiresPermission("p1")
        @RequiresPermission("p1")
        void repeatedAlike() {}

        @RequiresPermission(value = "p4", mode = Mode.ANY, nested = P1AndP2.class)
        void nested() {}

        @RequiresPermission(nested = {P3OrBoth.class, Twice.class})
        void nestedTwice() {}

        @P3OrBoth
        void carried() {}

        @Twice
        @RequiresPermission("p3")
        void carriedTwice() {}

        @CanApprove
        void defaulted() {}

        @CanApprove(domain = "order")
        void filled() {}

        @CanApproveReports
        void filledByAnother() {}

        @CanApproveReports("audit")
        void filledByAnotherWithAlias() {}

        @Filled(names = {"p1", "p2"})
        void filledWithSeveral() {}

        @RequiresPermission(nested = CanApprove.class)
        void nestedWithDefaults() {}

        @RequiresPermission(value = "document.read", on = "document:{id}")
        void parameter(String note, long id) {}

        @RequiresPermission(value = "document.read", on = "document:{year}-{id}x")
        void parts(int year, String id) {}

        @RequiresPermission(value = "settings.write", on = "settings:global")
        void fixed() {}

        @RequiresPermission(value = "draft.read", on = "draft:{report.draft.author.name}")
        void property(Report report) {}

        @CanRead(type = "folder")
        void attributeAndParameter(long id) {}
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repeated|all(p1, p2)",
                "repeatedAlike|p1",
                "nested|any(p4, all(p1, p2))",
                "nestedTwice|all(any(p3, all(p1, p2)), p1, p2)",
                "carried|any(p3, all(p1, p2))",
                "carriedTwice|all(p1, p2, p3)",
                "defaulted|invoice.approve",
                "filled|order.approve",
                "filledByAnother|report.approve",
                "filledByAnotherWithAlias|audit.approve",
                "filledWithSeveral|all(any(p1, p2), INVOICE.7)",
                "nestedWithDefaults|invoice.approve",
                "parameter|document.read on document:{id}",
                "attributeAndParameter|folder.read on folder:{id}",
            })
    void readsWhatIsRequired(String method, String required) {
        assertThat(parts(guard(method).toString())).containsExactlyInAnyOrderElementsOf(parts(required));
    }

    /** The order of several annotations on one place is the compiler's. */
    private static List<String> parts(String required) {
        return Stream.of(required.split("(?=[(), ])|(?<=[(), ])")).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource({"none, false", "p1, false", "p1 p2, true", "p4, true", "p2 p4, true"})
    void nestingIsDecidedAsItIsWritten(String held, boolean allowed) {
        assertThat(decide("nested", held).isGranted()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"p1, false", "p2, false", "p1 p2, true"})
    void severalOnOnePlaceMustAllHold(String held, boolean allowed) {
        assertThat(decide("repeated", held).isGranted()).isEqualTo(allowed);
    }

    @Test
    void tellsWhichPermissionsAreNamedAndWhere() {
        guard("nested");

        String place = Forms.class.getName();
        assertThat(guards.permissions())
                .containsKeys("p1", "p4", "invoice.approve", "draft.read")
                .hasEntrySatisfying("p4", places -> assertThat(places).containsExactly(place + ".nested()"))
                .hasEntrySatisfying(
                        "draft.read",
                        places -> assertThat(places)
                                .containsExactlyInAnyOrder(Generic.class.getName() + ".read()", place + ".property()"));
        assertThat(guard("nested").permissions()).containsExactly("p4", "p1", "p2");
    }

    @Test
    void bindsParametersAndProperties() {
        assertThat(resource("parameter", "note", 42L)).isEqualTo("document:42");
        assertThat(resource("parts", 2026, "7")).isEqualTo("document:2026-7x");
        assertThat(resource("fixed")).isEqualTo("settings:global");
        assertThat(resource("property", new Report())).isEqualTo("draft:alice");
        assertThat(resource("attributeAndParameter", 5L)).isEqualTo("folder:5");
        assertThat(resource("read", new Draft(9, new Author("bob")))).isEqualTo("draft:9");
    }

    interface Copying {

        @RequiresPermission(value = "document.read", on = "document:{from}")
        void copy(long from, long to);
    }

    static class Backwards implements Copying {

        @Override
        @RequiresPermission(value = "document.read", on = "document:{from}")
        public void copy(long to, long from) {}
    }

    static class Forwards implements Copying {

        @Override
        @RequiresPermission(value = "document.read", on = "document:{from}")
        public void copy(long from, long to) {}
    }

    @Test
    void theSameTextIsTwoResourcesWhereItNamesTwoParameters() throws NoSuchMethodException {
        String once = "document.read on document:{from}";
        Method forwards = Forwards.class.getMethod("copy", long.class, long.class);
        Method backwards = Backwards.class.getMethod("copy", long.class, long.class);

        assertThat(guards.guardOf(forwards, Forwards.class)).hasToString(once);
        assertThat(guards.guardOf(backwards, Backwards.class)).hasToString("all(" + once + ", " + once + ")");
    }

    @Test
    void aResourceWithAMissingPartIsNone() {
        assertThat(resource("parts", 2026, null)).isNull();
        assertThat(resource("parts", 2026, "")).isNull();
        assertThat(resource("property", (Object) null)).isNull();
    }

    @Test
    void anAnnotationOnTheTypeBindsTheParametersOfEachMethod() throws NoSuchMethodException {
        Method two = OnType.class.getDeclaredMethod("two", String.class, long.class);

        assertThat(ask(OnType.class, two, new Object[] {"other", 8L}).resource())
                .isEqualTo("document:8");
    }

    @Test
    void aResourceIsAskedAboutAndCannotBeDecidedAhead() {
        PermissionDecision decision = decide("parameter", "document.read", "note", 42L);

        assertThat(decision.isGranted()).isTrue();
        assertThat(decision.permission()).isEqualTo("document.read");
        assertThat(decision.resource()).isEqualTo("document:42");
        assertThat(guard("parameter").needsArguments()).isTrue();
        assertThat(guard("nested").needsArguments()).isFalse();
    }

    private PermissionGuard guard(String method) {
        return guards.guardOf(method(method), Forms.class);
    }

    private static Method method(String name) {
        return Stream.of(Forms.class.getMethods(), Forms.class.getDeclaredMethods())
                .flatMap(Stream::of)
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private PermissionDecision decide(String method, String held, Object... arguments) {
        return ask(
                Forms.class,
                method(method),
                arguments,
                new KnownPermissions().give(Subject.anonymous(), held.split(" ")));
    }

    private String resource(String method, Object... arguments) {
        return ask(Forms.class, method(method), arguments).resource();
    }

    private PermissionDecision ask(Class<?> type, Method method, Object[] arguments) {
        return ask(type, method, arguments, new KnownPermissions());
    }

    private PermissionDecision ask(Class<?> type, Method method, Object[] arguments, KnownPermissions decisions) {
        Access access = new Access(decisions, SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT));
        return guards.guardOf(method, type).decide(access, null, new Invocation(method, arguments));
    }
}
