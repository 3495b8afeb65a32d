package io.tiergate.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.decision.StoreDecisionPoint;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names are compared byte by byte, whatever the host has told its database. */
class HostCollationTest {

    static Stream<Arguments> hosts() {
        return Stream.of(
                Arguments.of(TestDatabase.H2, "SET IGNORECASE TRUE"),
                Arguments.of(TestDatabase.MARIADB, "ALTER DATABASE CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"),
                Arguments.of(TestDatabase.POSTGRESQL, "SELECT 1"));
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void caseAndTrailingSpacesCount(TestDatabase database, String before) {
        try (StoreFixture fixture = StoreFixture.on(database, before)) {
            DecisionPoint decisions = new StoreDecisionPoint(fixture.store(), Clock.systemUTC());
            Administration administration =
                    Administration.of(fixture.store(), decisions, Clock.systemUTC(), () -> null);
            administration.permissions().define("entry", "");
            administration.permissions().define("Entry", "");
            administration.grants().grant(Grant.allow(Subject.user("alice"), "entry"));

            assertThat(allowed(decisions, "alice", "entry")).isTrue();
            assertThat(allowed(decisions, "alice", "Entry")).isFalse();
            assertThat(allowed(decisions, "Alice", "entry")).isFalse();
            assertThat(allowed(decisions, "alice ", "entry")).isFalse();
            administration.subjects().register(Subject.user("alice "), "another");
            administration.subjects().register(Subject.user("ALICE"), "yet another");
            assertThat(administration.subjects().list()).hasSize(3);
        }
    }

    private static boolean allowed(DecisionPoint decisions, String id, String permission) {
        return decisions
                .check(new AccessRequest(Tenant.DEFAULT, Subject.user(id), permission))
                .allowed();
    }
}
