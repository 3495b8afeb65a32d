package io.tiergate.oracle;

import io.tiergate.store.DecisionReads;
import io.tiergate.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A store whose loads come back late at times: what they have read is then older than what others have read and made of it
 * meanwhile.
 */
final class HesitantStore {

    private static final int MOST_NANOS = 2_000_000;

    private HesitantStore() {}

    static Store over(Store store) {
        DecisionReads reads = proxy(DecisionReads.class, (method, arguments) -> {
            Object read = call(method, store.decisions(), arguments);
            // Most of all what one subject holds: the others are read under a lock, and nobody would get any further.
            hesitate(
                    switch (method.getName()) {
                        case "holdings" -> 30;
                        case "callerHasOwnView" -> 0;
                        default -> 5;
                    });
            return read;
        });
        return proxy(
                Store.class,
                (method, arguments) -> method.getName().equals("decisions") ? reads : call(method, store, arguments));
    }

    private static void hesitate(int percent) {
        ThreadLocalRandom chance = ThreadLocalRandom.current();
        if (chance.nextInt(100) < percent) {
            LockSupport.parkNanos(chance.nextInt(MOST_NANOS));
        }
    }

    private interface Answering {
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answering answering) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answering.to(method, arguments)));
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
