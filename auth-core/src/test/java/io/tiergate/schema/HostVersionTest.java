package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostVersionTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-05-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "5, 6",
        "9, 10",
        "005, 006",
        "099, 100",
        "999, 1000",
        "1.4, 1.5",
        "1.9, 1.10",
        "1_4, 1_5",
        "2.0.09, 2.0.10",
        "1.0, 1.1",
        "20260501, 20260502",
        "99999999999999999999, 100000000000000000000",
        "20260430235959, 20260501120000",
        "20260501120000, 20260501120001",
        "20270101000000, 20270101000001",
        "99990101000000, 99990101000001",
    })
    void isFollowedByTheNextInItsOwnWay(String version, String next) {
        assertThat(new HostVersion(version).next(NOW)).isEqualTo(new HostVersion(next));
    }

    @Test
    void isOrderedAsFlywayOrders() {
        List<String> versions =
                List.of("0", "1", "1.0", "01", "1.0.1", "1_2", "1.2.0", "1.10", "2", "009", "10", "20260501120000");
        for (String one : versions) {
            for (String other : versions) {
                assertThat(Integer.signum(HostVersion.ORDER.compare(new HostVersion(one), new HostVersion(other))))
                        .as(one + " and " + other)
                        .isEqualTo(Integer.signum(
                                MigrationVersion.fromVersion(one).compareTo(MigrationVersion.fromVersion(other))));
            }
        }
    }
}
