package io.tiergate.decision;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** Counts statements of a kind. */
final class CountedStatements {

    private final Predicate<String> kind;
    private final AtomicInteger count = new AtomicInteger();

    CountedStatements(Predicate<String> kind) {
        this.kind = kind;
    }

    DataSource observe(DataSource dataSource) {
        return ProxyDataSourceBuilder.create(dataSource)
                .afterQuery((execution, queries) -> count.addAndGet((int) queries.stream()
                        .filter(query -> kind.test(query.getQuery()))
                        .count()))
                .build();
    }

    int count() {
        return count.get();
    }
}
