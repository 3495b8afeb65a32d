package io.tiergate.benchmarks.check;

import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.Subject;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.benchmarks.Answer;
import io.tiergate.benchmarks.Engines;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The question that all contenders are asked. */
public final class Example {

    public static final Subject SUBJECT = Subject.user("alice");

    private static final int CATALOGUE = 12_000;

    private static final Map<Held, Store> STORES = new ConcurrentHashMap<>();

    private Example() {}

    private record Held(int count, Way way) {}

    /** How the subject comes to its permissions. */
    public enum Way {
        DIRECT,
        BUNDLE,
        GROUP
    }

    public static String permission(int number) {
        return "area" + number % 50 + ".action" + number;
    }

    /** What the subject holds; it is known in the same order to all contenders. */
    public static List<String> held(int count) {
        return IntStream.range(0, count).mapToObj(Example::permission).toList();
    }

    /** One from the middle of what the subject holds, or one that nobody holds. */
    public static String asked(int held, Answer answer) {
        return permission(answer == Answer.ALLOW ? held / 2 : CATALOGUE - 1);
    }

    /** A node whose store is in memory. */
    static DecisionPoint decisions(int held, Way way) {
        return Engines.over(STORES.computeIfAbsent(new Held(held, way), Example::fill), 1_000);
    }

    private static Store fill(Held wanted) {
        Store store = new MemoryStore();
        int held = wanted.count();
        Administration administration =
                Administration.of(store, Engines.over(store, 1_000), Clock.systemUTC(), () -> null);
        administration
                .permissions()
                .define(held(CATALOGUE).stream().collect(Collectors.toMap(Function.identity(), p -> "")));
        switch (wanted.way()) {
            case DIRECT -> grant(administration, SUBJECT, held);
            case BUNDLE -> {
                administration.bundles().define("bundle", "", held(held));
                administration.grants().grant(Grant.allow(SUBJECT, What.bundle("bundle")));
            }
            case GROUP -> {
                administration.groups().define("group", "");
                administration.groups().addMember("group", SUBJECT);
                grant(administration, Group.of("group"), held);
            }
        }
        return store;
    }

    private static void grant(Administration administration, Holder holder, int held) {
        administration
                .grants()
                .grant(held(held).stream()
                        .map(name -> Grant.allow(holder, name))
                        .toList());
    }
}
