package io.tiergate.benchmarks.lists;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Resource;
import io.tiergate.Tenant;
import io.tiergate.benchmarks.database.Documents;
import io.tiergate.benchmarks.database.Documents.Reader;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Checks on one document, five levels deep: of one that nobody has asked about, and of one that is kept. */
final class OneByOne {

    private final DecisionPoint decisions;
    private final Connection connection;
    private final int documents;
    private final int runs;
    private final Random random = new Random(5);

    OneByOne(DecisionPoint decisions, Connection connection, int documents, int runs) {
        this.decisions = decisions;
        this.connection = connection;
        this.documents = documents;
        this.runs = runs;
    }

    List<String> measure(TestDatabase database) throws SQLException {
        long[] cold = new long[10 * runs];
        long[] own = new long[10 * runs];
        for (int i = -runs; i < cold.length; i++) {
            int document = random.nextInt(documents);
            AccessRequest request = request(Documents.resource(document));
            long start = System.nanoTime();
            decisions.check(request);
            long checked = System.nanoTime();
            select(document);
            long selected = System.nanoTime();
            if (i >= 0) {
                cold[i] = checked - start;
                own[i] = selected - checked;
            }
        }
        AccessRequest kept = request(Documents.resource(1));
        long[] cached = new long[50];
        int rounds = 20_000;
        for (int i = 0; i < cached.length; i++) {
            long start = System.nanoTime();
            for (int n = 0; n < rounds; n++) {
                decisions.check(kept);
            }
            cached[i] = (System.nanoTime() - start) / rounds;
        }
        return List.of(String.format(
                Locale.ROOT,
                "%n%s, %,d documents. A check on one that is not kept: %,d µs (its row by primary key: %,d µs); on one that"
                        + " is kept: %d ns, medians.",
                database.vendor(),
                documents,
                median(cold) / 1_000,
                median(own) / 1_000,
                median(cached)));
    }

    private static AccessRequest request(Resource resource) {
        return new AccessRequest(Tenant.DEFAULT, Reader.A_FIFTH.subject(), Documents.PERMISSION).on(resource);
    }

    private void select(long document) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select * from document where id = ?")) {
            statement.setLong(1, document);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
            }
        }
    }

    static long median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
