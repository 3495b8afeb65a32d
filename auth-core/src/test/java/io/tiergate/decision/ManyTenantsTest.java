package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.change.ChangeFeed;
import io.tiergate.store.DecisionReads;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More tenants than can be read within the allowed staleness, one after the other. */
@Timeout(60)
class ManyTenantsTest {

    private static final int TENANTS = 60;
    private static final Duration SLOW = Duration.ofMillis(20);

    @Test
    void aChangeThatAllTenantsFeelDoesNotKeepTheNodeFromHearingTheStore() throws Exception {
        MemoryStore memory = new MemoryStore();
        AtomicBoolean slow = new AtomicBoolean();
        ChangeFeed.Settings feed = new ChangeFeed.Settings(Duration.ofMillis(100), Duration.ofMillis(600));
        try (CachedDecisionPoint decisions =
                CachedDecisionPoint.over(sharedAndSlow(memory, slow)).feed(feed).build()) {
            Administration administration =
                    Administration.of(memory, decisions, Clock.systemUTC(), () -> Subject.user("admin"));
            administration.inTenant(Tenant.SHARED).permissions().define("entry", "");
            for (int i = 0; i < TENANTS; i++) {
                administration.tenants().create(tenant(i));
                decisions.check(new AccessRequest(tenant(i), ALICE, "entry"));
            }

            slow.set(true);
            administration.inTenant(Tenant.SHARED).permissions().define("exit", "");

            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            while (System.nanoTime() < end) {
                assertThat(decisions.freshness().fresh()).isTrue();
                Thread.sleep(20);
            }
            for (int i = 0; i < TENANTS; i++) {
                assertThat(decisions
                                .check(new AccessRequest(tenant(i), ALICE, "exit"))
                                .code())
                        .isEqualTo(io.tiergate.Decision.Code.NOT_GRANTED);
            }
        }
    }

    private static Tenant tenant(int number) {
        return Tenant.of("t" + number);
    }

    private static Store sharedAndSlow(MemoryStore memory, AtomicBoolean slow) {
        DecisionReads reads = proxy(DecisionReads.class, memory.decisions(), (name, real) -> {
            if (slow.get() && name.equals("stamp")) {
                Thread.sleep(SLOW.toMillis());
            }
            return real.get();
        });
        return proxy(Store.class, memory, (name, real) -> switch (name) {
            case "isShared" -> true;
            case "decisions" -> reads;
            default -> real.get();
        });
    }

    private interface Real {

        Object get() throws Throwable;
    }

    private interface Instead {

        Object answer(String method, Real real) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T target, Instead instead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> instead.answer(method.getName(), () -> {
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                })));
    }
}
