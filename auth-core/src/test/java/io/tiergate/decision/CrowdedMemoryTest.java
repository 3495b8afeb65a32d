package io.tiergate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.DecisionPoint;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.PermissionHandle;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import io.tiergate.What;
import io.tiergate.admin.Administration;
import io.tiergate.admin.AdministrationException;
import io.tiergate.store.memory.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many who change and ask at once, each with names of its own, where hardly anything may be kept. */
@Timeout(120)
class CrowdedMemoryTest {

    private static final int WRITERS = 4;
    private static final int CHANGES = 1_500;
    private static final int TENANTS = 3;

    private final MemoryStore store = new MemoryStore();
    private final CachedDecisionPoint cached =
            CachedDecisionPoint.over(store).maximumTenants(2).maximumSubjects(3).build();
    private final DecisionPoint uncached = new StoreDecisionPoint(store, Clock.systemUTC());
    private final Administration administration =
            Administration.of(store, cached, Clock.systemUTC(), () -> Subject.user("admin"));

    @Test
    void whoHasChangedSomethingIsAnsweredAsTheStoreWouldWhateverOthersDo() throws Exception {
        for (int i = 1; i < TENANTS; i++) {
            administration.tenants().create(tenant(i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Writer writer = new Writer(i);
                all.add(threads.submit(writer));
            }
            for (Future<?> one : all) {
                one.get(100, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Tenant tenant(int number) {
        return number == 0 ? Tenant.DEFAULT : Tenant.of("t" + number);
    }

    private final class Writer implements Runnable {

        private final String name;
        private final Random random;
        private final Tenant tenant;
        private final Administration here;
        private final Administration shared = administration.inTenant(Tenant.SHARED);
        private final Subject subject;
        private final Group group;
        private final List<String> permissions = new ArrayList<>();
        private final List<PermissionHandle> handles = new ArrayList<>();
        private final SubjectAccess access;

        private Writer(int number) {
            name = "w" + number;
            random = new Random(number);
            tenant = tenant(number % TENANTS);
            here = administration.inTenant(tenant);
            subject = Subject.user(name);
            group = Group.of(name);
            for (int i = 0; i < 4; i++) {
                permissions.add(name + ".p" + i);
                permissions.add(name + "s.p" + i);
            }
            permissions.forEach(permission -> handles.add(cached.permission(permission)));
            access = cached.access(tenant, subject);
        }

        @Override
        public void run() {
            for (int i = 0; i < CHANGES; i++) {
                try {
                    change(random.nextInt(18));
                } catch (AdministrationException refused) {
                    // There is nothing of that name, or something already.
                }
                ask();
            }
        }

        private void ask() {
            for (int i = 0; i < permissions.size(); i++) {
                AccessRequest request = new AccessRequest(tenant, subject, permissions.get(i));
                Object expected = uncached.check(request).code();
                assertThat(cached.check(request).code()).isEqualTo(expected);
                assertThat(handles.get(i).check(access).code()).isEqualTo(expected);
                assertThat(handles.get(i).check(tenant, subject).code()).isEqualTo(expected);
            }
        }

        private void change(int kind) {
            String own = name + ".p" + random.nextInt(4);
            String ofAll = name + "s.p" + random.nextInt(4);
            String any = random.nextBoolean() ? own : ofAll;
            String bundle = name + (random.nextBoolean() ? "b" : "sb");
            Administration where = bundle.endsWith("sb") ? shared : here;
            Administration of = any.equals(own) ? here : shared;
            switch (kind) {
                case 0, 1 -> of.permissions().defineIfMissing(any, "");
                case 2 -> of.permissions().delete(any);
                case 3 -> of.permissions().rename(any, name + (of == shared ? "s" : "") + ".p" + random.nextInt(4));
                case 4 -> of.permissions().retire(any);
                case 5 -> of.permissions().restore(any);
                case 6 -> where.bundles().defineIfMissing(bundle, "", List.of());
                case 7 -> where.bundles().add(bundle, List.of(where == shared ? ofAll : own));
                case 8 -> where.bundles().delete(bundle);
                case 9 -> here.groups().defineIfMissing(name, "");
                case 10 -> here.groups().addMember(name, subject);
                case 11 -> here.groups().delete(name);
                case 12 -> grant(any, bundle, true);
                case 13 -> grant(any, bundle, false);
                case 14 -> here.grants().revokeAll(random.nextBoolean() ? subject : group);
                case 15 -> {
                    if (random.nextBoolean()) {
                        here.subjects().suspend(subject);
                    } else {
                        here.subjects().delete(subject);
                    }
                }
                case 16 -> here.subjects().reinstate(subject);
                default -> here.groups().removeMember(name, subject);
            }
        }

        private void grant(String permission, String bundle, boolean allow) {
            What what = switch (random.nextInt(3)) {
                case 0 -> What.permission(permission);
                case 1 -> What.bundle(bundle);
                default -> What.permission(name + (random.nextBoolean() ? ".*" : "s.*"));
            };
            if (random.nextBoolean()) {
                here.grants().grant(allow ? Grant.allow(subject, what) : Grant.deny(subject, what));
            } else {
                here.grants().grant(allow ? Grant.allow(group, what) : Grant.deny(group, what));
            }
        }
    }
}
