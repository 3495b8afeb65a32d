package io.tiergate.decision;

import static io.tiergate.decision.OtherThreads.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** Holds up the next statement of a kind, after the database has answered it. */
final class PausedStatement {

    private final Predicate<String> kind;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private volatile boolean armed;

    PausedStatement(Predicate<String> kind) {
        this.kind = kind;
    }

    DataSource after(DataSource dataSource) {
        return ProxyDataSourceBuilder.create(dataSource)
                .afterQuery((execution, queries) -> {
                    if (armed && queries.stream().anyMatch(query -> kind.test(query.getQuery()))) {
                        armed = false;
                        reached.countDown();
                        await(goOn);
                    }
                })
                .build();
    }

    void next() {
        armed = true;
    }

    void awaitReached() throws InterruptedException {
        assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
    }

    void goOn() {
        goOn.countDown();
    }
}
