package io.tiergate.benchmarks.growth;

import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.benchmarks.Engines;
import io.tiergate.benchmarks.check.Example;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many subjects: each has a permission of its own, and all have one through one of a hundred groups. */
final class Crowd {

    static final String ASKED = "everybody.may";

    private static final int GROUPS = 100;
    private static final int CATALOGUE = 2_000;

    private Crowd() {}

    static DecisionPoint decisions(int users) {
        Store store = new MemoryStore();
        DecisionPoint decisions = Engines.over(store, users);
        Administration administration = Administration.of(store, decisions, Clock.systemUTC(), () -> null);
        administration.permissions().define(ASKED, "");
        administration
                .permissions()
                .define(Example.held(CATALOGUE).stream().collect(Collectors.toMap(Function.identity(), name -> "")));
        for (int group = 0; group < GROUPS; group++) {
            int first = group;
            administration.groups().define("group" + group, "");
            administration.grants().grant(Grant.allow(Group.of("group" + group), ASKED));
            administration
                    .groups()
                    .addMembers(
                            "group" + group,
                            IntStream.range(0, users)
                                    .filter(user -> user % GROUPS == first)
                                    .mapToObj(Crowd::subject)
                                    .toList());
        }
        administration
                .grants()
                .grant(IntStream.range(0, users)
                        .mapToObj(user -> Grant.allow(subject(user), Example.permission(user % CATALOGUE)))
                        .toList());
        return decisions;
    }

    /** All of them, as callers have them: equal to what the store knows, and other objects. */
    static Subject[] subjects(int users) {
        List<Subject> subjects = new ArrayList<>(
                IntStream.range(0, users).mapToObj(Crowd::subject).toList());
        Collections.shuffle(subjects, new Random(42));
        return subjects.toArray(Subject[]::new);
    }

    static Subject subject(int user) {
        return Subject.user("user" + user);
    }
}
