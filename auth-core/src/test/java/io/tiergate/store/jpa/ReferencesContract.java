package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.AdministrationException;
import io.tiergate.testing.TestDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.ConnectionCallback;

/** Whoever deletes a row and whoever comes to refer to it meanwhile leave no row that refers to nothing. */
abstract class ReferencesContract extends TransactionsScene {

    static final Subject SOMEBODY = Subject.user("somebody");
    static final Resource FOLDER = Resource.of("folder", "1");

    /** Milliseconds; there are many cases. */
    private static final int PAUSE = 100;

    /** Else each case after one that fails would fail too. */
    private Map<String, List<Long>> before = Map.of();

    ReferencesContract(TestDatabase database) {
        super(database, Manager.JPA);
    }

    /** Where the database leaves one of the two behind, which nobody is allowed anything on. */
    boolean isLeftOpen(Reference reference) {
        return false;
    }

    Stream<Arguments> references() {
        return Arrays.stream(Reference.values())
                .filter(reference -> !isLeftOpen(reference))
                .flatMap(reference ->
                        Arrays.stream(Isolation.values()).map(isolation -> Arguments.of(reference, isolation)));
    }

    @ParameterizedTest
    @MethodSource("references")
    void whatIsReferredToSinceItWasReadIsNotDeletedAlone(Reference reference, Isolation isolation) {
        Tenant tenant = scene();
        trying(() -> transaction(node, isolation).executeWithoutResult(status -> {
            read(administration(node, tenant));
            join(threads.submit(() -> reference.refer(administration(other, tenant))));
            reference.delete(administration(node, tenant));
        }));
        assertNothingDangles();
    }

    @ParameterizedTest
    @MethodSource("references")
    void whatIsDeletedSinceItWasReadIsNotReferredTo(Reference reference, Isolation isolation) {
        Tenant tenant = scene();
        trying(() -> transaction(node, isolation).executeWithoutResult(status -> {
            read(administration(node, tenant));
            join(threads.submit(() -> reference.delete(administration(other, tenant))));
            reference.refer(administration(node, tenant));
        }));
        assertNothingDangles();
    }

    @ParameterizedTest
    @MethodSource("references")
    void whatSomebodyIsAboutToReferToIsNotDeletedAlone(Reference reference, Isolation isolation) {
        Tenant tenant = scene();
        AtomicBoolean second = new AtomicBoolean();
        boolean first = trying(() -> afterwards(
                PAUSE,
                () -> reference.refer(administration(node, tenant)),
                () -> second.set(trying(() -> transaction(other, isolation).executeWithoutResult(status -> {
                    read(administration(other, tenant));
                    reference.delete(administration(other, tenant));
                })))));
        assertThat(first || second.get()).isTrue();
        assertNothingDangles();
    }

    @ParameterizedTest
    @MethodSource("references")
    void whatSomebodyIsAboutToDeleteIsNotReferredTo(Reference reference, Isolation isolation) {
        Tenant tenant = scene();
        AtomicBoolean second = new AtomicBoolean();
        boolean first = trying(() -> afterwards(
                PAUSE,
                () -> reference.delete(administration(node, tenant)),
                () -> second.set(trying(() -> transaction(other, isolation).executeWithoutResult(status -> {
                    read(administration(other, tenant));
                    reference.refer(administration(other, tenant));
                })))));
        assertThat(first || second.get()).isTrue();
        assertNothingDangles();
    }

    @ParameterizedTest
    @EnumSource
    void whoIsAloneIsNotRefused(Reference reference) {
        reference.refer(administration(node, scene()));
        Administration another = administration(node, scene());
        transaction(node, Isolation.REPEATABLE_READ).executeWithoutResult(status -> {
            read(another);
            reference.delete(another);
        });
        assertNothingDangles();
    }

    @Test
    void allForeignKeysAreLookedAt() {
        Integer keys = jdbc().queryForObject(
                        "select count(*) from information_schema.referential_constraints where lower(constraint_name)"
                                + " like 'tiergate_%' and lower(constraint_schema) = ?",
                        Integer.class, schema());
        // Besides these the one from changes to their sets, which are only added.
        assertThat(Reference.dangling()).hasSize(Objects.requireNonNull(keys) - 1);
    }

    private String schema() {
        return jdbc().execute((ConnectionCallback<String>)
                connection -> Objects.requireNonNullElse(connection.getSchema(), connection.getCatalog())
                        .toLowerCase(Locale.ROOT));
    }

    private void assertNothingDangles() {
        assertThat(dangling()).isEqualTo(before);
    }

    /** By the readings that find them. */
    private Map<String, List<Long>> dangling() {
        return Reference.dangling().stream()
                .collect(Collectors.toMap(reading -> reading, reading -> jdbc().queryForList(reading, Long.class)));
    }

    /** So that there is a snapshot. */
    private static void read(Administration administration) {
        administration.resources().roots(0, 1);
    }

    private static boolean trying(Runnable change) {
        try {
            change.run();
            return true;
        } catch (ConcurrencyFailureException | AdministrationException refused) {
            return false;
        }
    }

    private Tenant scene() {
        Tenant tenant = newTenant();
        Administration administration = administration(node, tenant);
        administration.permissions().define(Map.of("read", "", "edit", ""));
        administration.bundles().define("readers", "", List.of());
        administration.groups().define("team", "");
        administration.subjects().register(SOMEBODY, "");
        administration.resourceTypes().define("folder", "", List.of("edit"));
        administration.resourceTypes().define("other", "", List.of("edit"));
        administration.resources().register(FOLDER);
        before = dangling();
        return tenant;
    }
}
