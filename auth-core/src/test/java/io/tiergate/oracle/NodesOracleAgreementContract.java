package io.tiergate.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.oracle.NodesFixture.Way;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** Holds three nodes on one database to the oracle, of which none was told what the others have changed. */
abstract class NodesOracleAgreementContract extends OracleAgreementContract {

    private final TestDatabase database;
    private final List<NodesFixture> opened = new ArrayList<>();

    NodesOracleAgreementContract(TestDatabase database) {
        super(10_000, 1, 2);
        this.database = database;
    }

    @Override
    StoreFixture open() {
        NodesFixture fixture = new NodesFixture(database);
        opened.add(fixture);
        return fixture;
    }

    /** Few, as it is after changes that nodes differ. */
    @Override
    int questionsARound() {
        return 60;
    }

    @Override
    Agreement.Candidate candidate() {
        return (store, clock, world) -> ((NodesFixture.Routed) store).decidedBy(clock);
    }

    /** Questions that were all asked in one way would not have tried the others. */
    @AfterAll
    void questionsWereAskedInEveryWay() {
        Map<Way, Integer> ways = new EnumMap<>(Way.class);
        opened.forEach(fixture -> fixture.ways().forEach((way, count) -> ways.merge(way, count, Integer::sum)));
        int all = ways.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(ways).containsOnlyKeys(Way.values());
        assertThat(ways.get(Way.OF_AN_INFORMED_NODE)).isGreaterThan(all / 10);
        assertThat(ways.get(Way.OF_ANY_NODE_FOR_AT_LEAST_A_REVISION)).isGreaterThan(all / 10);
        assertThat(ways.get(Way.OF_AN_INFORMED_NODE_AFTER_LOOKING)).isGreaterThan(0);
    }
}
