package io.tiergate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Far more threads than connections. They are virtual where the virtual machine has such, which is from 21 on, and else those of
 * a pool.
 */
@Timeout(120)
class ManyThreadsTest {

    private static final int SUBJECTS = 10_000;
    private static final int POOL_OF_CONNECTIONS = 4;
    private static final int POOL_OF_THREADS = 200;
    private static final boolean VIRTUAL = Runtime.version().feature() >= 21;

    private final ExecutorService threads = VIRTUAL ? virtual() : Executors.newFixedThreadPool(POOL_OF_THREADS);
    private final CountDownLatch start = new CountDownLatch(1);
    private final AtomicInteger holdings = new AtomicInteger();

    @BeforeAll
    static void say() {
        System.out.println("Java " + Runtime.version() + ": "
                + (VIRTUAL ? "virtual threads" : POOL_OF_THREADS + " threads of the system"));
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void tenThousandSubjectsThatArriveAtOnceAreEachReadOnceOnFourConnections(TestDatabase database) throws Exception {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = node(scene, SUBJECTS);
            node.check(Subject.user("early bird"), "entry");
            holdings.set(0);

            List<Future<List<Code>>> answers = IntStream.range(0, SUBJECTS)
                    .mapToObj(i -> start(() -> List.of(
                            node.check(subject(i), "entry").code(),
                            node.decisions()
                                    .permission("entry")
                                    .check(Tenant.DEFAULT, subject(i))
                                    .code(),
                            node.decisions()
                                    .access(Tenant.DEFAULT, subject(i))
                                    .check("exit")
                                    .code())))
                    .toList();
            start.countDown();

            for (int i = 0; i < SUBJECTS; i++) {
                Code code = code(i);
                assertThat(answers.get(i).get(100, TimeUnit.SECONDS)).containsExactly(code, code, Code.NOT_GRANTED);
            }
            assertThat(holdings).hasValue(SUBJECTS);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void aThousandTransactionsThatAskAboutTheSameSubjectsAreAllAnswered(TestDatabase database) throws Exception {
        try (CachedScene scene = new CachedScene(database)) {
            CachedNode node = node(scene, 50);
            TransactionTemplate transaction =
                    new TransactionTemplate(node.host().transactionManager());
            JdbcTemplate jdbc = new JdbcTemplate(node.host().dataSource());

            List<Future<Decision>> answers = IntStream.range(0, 1_000)
                    .mapToObj(i -> start(() -> transaction.execute(status -> {
                        jdbc.queryForObject("select 1", Integer.class);
                        return node.check(subject(i % 50), "entry");
                    })))
                    .toList();
            start.countDown();

            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get(100, TimeUnit.SECONDS).code()).isEqualTo(code(i % 50));
            }
        }
    }

    private CachedNode node(CachedScene scene, int subjects) {
        CachedNode node = scene.node(
                CachedScene.NEVER,
                Clock.systemUTC(),
                dataSource -> ProxyDataSourceBuilder.create(dataSource)
                        .afterQuery((execution, queries) -> queries.stream()
                                .filter(query -> query.getQuery().contains("tiergate_group_member m"))
                                .forEach(query -> holdings.incrementAndGet()))
                        .build(),
                config -> {
                    config.setMaximumPoolSize(POOL_OF_CONNECTIONS);
                    // All wait for the same few, and all shall get one.
                    config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(100));
                });
        node.administration().permissions().define("entry", "");
        node.administration().permissions().define("exit", "");
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < subjects; i++) {
            switch (i % 3) {
                case 0 -> grants.add(Grant.allow(subject(i), "entry"));
                case 1 -> grants.add(Grant.deny(subject(i), "entry"));
                default -> {
                    // The store does not know it.
                }
            }
        }
        node.administration().grants().grant(grants);
        return node;
    }

    private static Subject subject(int i) {
        return Subject.user("subject " + i);
    }

    private static Code code(int i) {
        return switch (i % 3) {
            case 0 -> Code.GRANTED;
            case 1 -> Code.DENIED;
            default -> Code.NOT_GRANTED;
        };
    }

    /** Does the work in a thread of its own, when all begin. */
    private <T> Future<T> start(Callable<T> work) {
        return threads.submit(() -> {
            start.await();
            return work.call();
        });
    }

    /** By name: the baseline of the build does not have it. */
    private static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException failure) {
            throw new AssertionError("Virtual threads are missing in Java " + Runtime.version(), failure);
        }
    }
}
