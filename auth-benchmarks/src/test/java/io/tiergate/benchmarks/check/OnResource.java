package io.tiergate.benchmarks.check;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.PermissionHandle;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.admin.NewResource;
import io.tiergate.benchmarks.Answer;
import io.tiergate.benchmarks.Engines;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The three forms of a check on a document five levels deep, which a group of the subject may read by a grant on the topmost folder. */
@State(Scope.Benchmark)
public class OnResource {

    private static final String READ = "document.read";
    private static final String WRITE = "document.write";

    /** So many others hold something on the topmost folder. */
    @Param({"0", "1000"})
    public int others;

    @Param
    public Answer answer;

    private DecisionPoint decisions;
    private PermissionHandle permission;
    private SubjectAccess access;
    private Subject subject;
    private Resource document;
    private String name;

    @Setup
    public void prepare() {
        decisions = Engines.over(filled(others), 1_000);
        subject = Subject.user(Example.SUBJECT.id());
        document = Resource.of("document", "17");
        name = answer == Answer.ALLOW ? READ : WRITE;
        permission = decisions.permission(name);
        access = decisions.access(Tenant.DEFAULT, subject);
        answer.mustBe(riding(), keyed(), question());
    }

    @TearDown
    public void end() throws Exception {
        answer.mustBe(riding(), keyed(), question());
        Engines.close(decisions);
    }

    /** What the subject holds rides on the request. */
    @Benchmark
    public boolean riding() {
        return permission.check(access, document).allowed();
    }

    /** The subject is looked up. */
    @Benchmark
    public boolean keyed() {
        return permission.check(Tenant.DEFAULT, subject, document).allowed();
    }

    /** Subject and permission are looked up. */
    @Benchmark
    public boolean question() {
        return decisions
                .check(new AccessRequest(Tenant.DEFAULT, subject, name).on(document))
                .allowed();
    }

    private static Store filled(int others) {
        Store store = new MemoryStore();
        Administration administration =
                Administration.of(store, Engines.over(store, 1_000), Clock.systemUTC(), () -> null);
        administration.permissions().define(READ, "");
        administration.permissions().define(WRITE, "");
        administration.resourceTypes().define("folder", "", List.of(READ, WRITE));
        administration.resourceTypes().define("document", "", List.of(READ, WRITE));
        administration.groups().define("group", "");
        administration.groups().addMember("group", Example.SUBJECT);
        Resource above = Resource.of("folder", "1");
        administration.resources().register(above);
        administration.grants().grant(Grant.allow(Group.of("group"), READ).on(above));
        administration
                .grants()
                .grant(IntStream.range(0, others)
                        .mapToObj(other ->
                                Grant.allow(Subject.user("other" + other), READ).on(Resource.of("folder", "1")))
                        .toList());
        for (int level = 2; level < 5; level++) {
            Resource folder = Resource.of("folder", Integer.toString(level));
            administration.resources().register(NewResource.of(folder).below(above));
            above = folder;
        }
        administration
                .resources()
                .register(NewResource.of(Resource.of("document", "17")).below(above));
        return store;
    }
}
