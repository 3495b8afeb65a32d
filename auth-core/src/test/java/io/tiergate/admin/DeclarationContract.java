package io.tiergate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Tenant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Bringing the catalogue to what application code declares. */
interface DeclarationContract extends AdministrationScene {

    @Test
    default void addsWhatIsMissing() {
        CatalogueReport report = here().declare(new TreeMap<>(Map.of("a", "A", "b", "B")));

        assertThat(report).isEqualTo(new CatalogueReport(List.of("a", "b"), List.of(), List.of()));
        assertThat(own())
                .containsExactly(
                        new PermissionEntry(here().tenant(), "a", "A", true, false),
                        new PermissionEntry(here().tenant(), "b", "B", true, false));
        assertThat(lastChanges(here()))
                .containsExactly(
                        "PERMISSION ADDED -> {declared=true, description=A, name=a, retired=false}",
                        "PERMISSION ADDED -> {declared=true, description=B, name=b, retired=false}");
    }

    @Test
    default void changesNothingTheSecondTime() {
        Map<String, String> declared = Map.of("a", "A", "b", "B");
        here().declare(declared);

        changesNothing(() ->
                assertThat(here().declare(declared)).isEqualTo(new CatalogueReport(List.of(), List.of(), List.of())));
        changesNothing(() ->
                assertThat(there().declare(Map.of())).isEqualTo(new CatalogueReport(List.of(), List.of(), List.of())));
    }

    @Test
    default void updatesDescriptions() {
        here().declare(Map.of("a", "A"));
        here().grants().grant(Grant.allow(ALICE, "a"));

        CatalogueReport report = here().declare(Map.of("a", "A, and more"));

        assertThat(report.added()).isEmpty();
        assertThat(own()).containsExactly(new PermissionEntry(here().tenant(), "a", "A, and more", true, false));
        assertThat(here().grants().of(ALICE)).hasSize(1);
        assertThat(lastChanges(here()))
                .containsExactly("PERMISSION CHANGED {declared=true, description=A, name=a, retired=false}"
                        + " -> {declared=true, description=A, and more, name=a, retired=false}");
    }

    @Test
    default void takesOverWhatWasDefinedByHand() {
        here().permissions().define("a", "by hand");
        here().permissions().define("b", "by hand");

        CatalogueReport report = here().declare(Map.of("a", "by hand"));

        assertThat(report).isEqualTo(new CatalogueReport(List.of(), List.of(), List.of()));
        assertThat(own())
                .containsExactly(
                        new PermissionEntry(here().tenant(), "a", "by hand", true, false),
                        new PermissionEntry(here().tenant(), "b", "by hand", false, false));
    }

    @Test
    default void reportsWhatIsNotDeclaredAnyMoreAndDeletesNothing() {
        here().declare(Map.of("a", "A", "b", "B"));
        here().permissions().define("by.hand", "");
        here().grants().grant(Grant.allow(ALICE, "b"));

        changesNothing(() -> assertThat(here().declare(Map.of("a", "A")))
                .isEqualTo(new CatalogueReport(List.of(), List.of("b"), List.of())));
        changesNothing(() -> assertThat(here().declare(Map.of()))
                .isEqualTo(new CatalogueReport(List.of(), List.of("a", "b"), List.of())));
    }

    @Test
    default void reportsWhatIsRetiredAndLeavesItSo() {
        here().declare(Map.of("a", "A", "b", "B"));
        here().permissions().retire("a");

        assertThat(here().declare(Map.of("a", "A new", "b", "B")))
                .isEqualTo(new CatalogueReport(List.of(), List.of(), List.of("a")));

        assertThat(own())
                .containsExactly(
                        new PermissionEntry(here().tenant(), "a", "A new", true, true),
                        new PermissionEntry(here().tenant(), "b", "B", true, false));
    }

    @Test
    default void declaresInTheSharedTenantForAll() {
        String common = unique("common");

        CatalogueReport report = shared().declare(Map.of(common, "of all"));

        assertThat(report.added()).containsExactly(common);
        assertThat(here().permissions().find(common))
                .contains(new PermissionEntry(Tenant.SHARED, common, "of all", true, false));
        shared().permissions().delete(common);
    }

    /** As when two versions of an application start side by side: no node fails, and nothing is there twice or lost. */
    @Test
    default void convergesWhenTwoVersionsDeclareAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            Administration tenant = here().inTenant(Tenant.of(unique("round")));
            tenant.tenants().create(tenant.tenant());
            Map<String, String> one = Map.of("a", "A1", "b", "B", "only.one", "");
            Map<String, String> two = Map.of("a", "A2", "b", "B", "only.two", "");

            List<CatalogueReport> reports = atOnce(() -> tenant.declare(one), () -> tenant.declare(two));

            List<PermissionEntry> catalogue = tenant.permissions().list().stream()
                    .filter(entry -> entry.tenant().equals(tenant.tenant()))
                    .toList();
            assertThat(catalogue).extracting(PermissionEntry::name).containsExactly("a", "b", "only.one", "only.two");
            assertThat(catalogue).allMatch(PermissionEntry::declared);
            assertThat(catalogue.get(0).description()).isIn("A1", "A2");
            assertThat(reports.get(0).added()).contains("only.one");
            assertThat(reports.get(1).added()).contains("only.two");
            assertThat(reports)
                    .filteredOn(report -> report.added().contains("a"))
                    .hasSize(1);
            tenant.declare(two);
            changesNothingIn(tenant, two);
        }
    }

    /** As when all nodes of one version start at once: one adds, the others find it done. */
    @Test
    default void convergesWhenNodesDeclareTheSameAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            Administration tenant = here().inTenant(Tenant.of(unique("round")));
            tenant.tenants().create(tenant.tenant());
            Map<String, String> same = new TreeMap<>();
            for (int i = 0; i < 20; i++) {
                same.put("permission." + i, "");
            }

            List<CatalogueReport> reports = atOnce(() -> tenant.declare(same), () -> tenant.declare(same));

            assertThat(reports).extracting(report -> report.added().size()).containsExactlyInAnyOrder(0, 20);
            assertThat(log(tenant)).hasSize(2);
            changesNothingIn(tenant, same);
        }
    }

    private void changesNothingIn(Administration tenant, Map<String, String> declared) {
        List<String> before = Rows.of(store(), tenant.tenant());
        tenant.declare(declared);
        assertThat(Rows.of(store(), tenant.tenant())).isEqualTo(before);
    }

    private static List<CatalogueReport> atOnce(Supplier<CatalogueReport> one, Supplier<CatalogueReport> two)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            Future<CatalogueReport> first = threads.submit(() -> {
                start.await();
                return one.get();
            });
            Future<CatalogueReport> second = threads.submit(() -> {
                start.await();
                return two.get();
            });
            return List.of(first.get(30, TimeUnit.SECONDS), second.get(30, TimeUnit.SECONDS));
        } finally {
            threads.shutdownNow();
        }
    }

    private List<PermissionEntry> own() {
        return here().permissions().list().stream()
                .filter(entry -> entry.tenant().equals(here().tenant()))
                .toList();
    }
}
