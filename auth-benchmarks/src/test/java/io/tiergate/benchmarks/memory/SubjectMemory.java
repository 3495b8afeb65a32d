package io.tiergate.benchmarks.memory;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.benchmarks.Answer;
import io.tiergate.benchmarks.Engines;
import io.tiergate.benchmarks.check.Example;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.shiro.authz.SimpleAuthorizationInfo;
import org.apache.shiro.authz.permission.WildcardPermission;
import org.openjdk.jol.info.GraphLayout;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Adds up the objects that a cached subject is made of. */
final class SubjectMemory {

    private static final int CATALOGUE = 4_000;
    private static final int HELD = 1_000;

    private static final int BUNDLES = 50;

    private final int subjects;

    private SubjectMemory(int subjects) {
        this.subjects = subjects;
    }

    /** How many subjects are asked about before Tiergate is measured, and how many more after. */
    public static void main(String... arguments) {
        new SubjectMemory(Integer.parseInt(arguments[0])).print();
    }

    private void print() {
        System.out.println("| what | bytes |");
        System.out.println("| --- | --- |");
        row("Tiergate, held directly", tiergate(SubjectMemory::directly));
        row("Tiergate, through " + BUNDLES + " bundles", tiergate(SubjectMemory::throughBundles));
        row("Tiergate, through " + BUNDLES + " groups", tiergate(SubjectMemory::throughGroups));
        row("Floor: a bit for each permission", size(new long[(CATALOGUE + Long.SIZE - 1) / Long.SIZE]));
        row(
                "Spring Security's authorities",
                size(held().stream().map(SimpleGrantedAuthority::new).toList()));
        row("HashSet of names", size(new HashSet<>(held())));
        SimpleAuthorizationInfo shiro = new SimpleAuthorizationInfo();
        shiro.setObjectPermissions(held().stream()
                .map(name -> new WildcardPermission(name.replace('.', ':'), true))
                .collect(Collectors.toSet()));
        row("Shiro's parsed permissions", size(shiro));
    }

    private static void row(String what, long bytes) {
        System.out.printf(Locale.ROOT, "| %s | %,d |%n", what, bytes);
    }

    /** The names as objects of one's own, as each subject that is loaded has them. */
    private static List<String> held() {
        return Example.held(HELD);
    }

    /** What each further subject adds to all that the node refers to, the store included, which stays as it is. */
    private long tiergate(Holding holding) {
        Store store = new MemoryStore();
        Administration administration =
                Administration.of(store, Engines.over(store, subjects), Clock.systemUTC(), () -> null);
        administration
                .permissions()
                .define(Example.held(CATALOGUE).stream().collect(Collectors.toMap(Function.identity(), name -> "")));
        holding.give(
                administration,
                IntStream.range(0, subjects * 2)
                        .mapToObj(SubjectMemory::subject)
                        .toList());
        DecisionPoint decisions = Engines.over(store, subjects * 2);
        ask(decisions, 0, subjects);
        long before = size(decisions);
        ask(decisions, subjects, subjects * 2);
        return (size(decisions) - before) / subjects;
    }

    private static void ask(DecisionPoint decisions, int from, int to) {
        for (int i = from; i < to; i++) {
            AccessRequest request = new AccessRequest(Tenant.DEFAULT, subject(i), Example.permission(HELD - 1));
            Answer.ALLOW.mustBe(decisions.check(request).allowed());
        }
    }

    private static Subject subject(int number) {
        return Subject.user("user" + number);
    }

    private static long size(Object root) {
        return GraphLayout.parseInstance(root).totalSize();
    }

    private interface Holding {

        void give(Administration administration, List<Subject> subjects);
    }

    private static void directly(Administration administration, List<Subject> subjects) {
        subjects.forEach(subject -> administration
                .grants()
                .grant(held().stream().map(name -> Grant.allow(subject, name)).toList()));
    }

    private static void throughBundles(Administration administration, List<Subject> subjects) {
        for (int i = 0; i < BUNDLES; i++) {
            What bundle = What.bundle("bundle" + i);
            administration.bundles().define(bundle.name(), "", part(i));
            administration
                    .grants()
                    .grant(subjects.stream()
                            .map(subject -> Grant.allow(subject, bundle))
                            .toList());
        }
    }

    private static void throughGroups(Administration administration, List<Subject> subjects) {
        for (int i = 0; i < BUNDLES; i++) {
            Group group = Group.of("group" + i);
            administration.groups().define(group.name(), "");
            administration.groups().addMembers(group.name(), subjects);
            administration
                    .grants()
                    .grant(part(i).stream()
                            .map(name -> Grant.allow(group, name))
                            .toList());
        }
    }

    private static List<String> part(int number) {
        int size = HELD / BUNDLES;
        return held().subList(number * size, (number + 1) * size);
    }
}
