package io.tiergate.oracle;

import io.tiergate.Decision.Code;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.oracle.World.Contents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;

/**
 * What is true at each revision, as the oracle has it. Those who change note it before anybody can see their change, and say
 * when their commit has returned. Safe for use by many threads.
 */
final class HandOverTruth {

    /** Nothing here begins or ends, so that any moment will do. */
    private static final Instant ANY = Instant.parse("2026-06-01T12:00:00Z");

    private final List<Subject> subjects;
    private final List<String> permissions;
    private final Map<Tenant, History> histories;
    private final ConcurrentMap<At, Answers> answers = new ConcurrentHashMap<>();

    private record At(Tenant tenant, Revision revision) {}

    private static final class History {

        private final ConcurrentMap<Long, Contents> states = new ConcurrentHashMap<>();
        private final AtomicLong committed = new AtomicLong();
    }

    /** The answers at one revision, each found when it is first asked for. */
    final class Answers {

        private final Tenant tenant;
        private final Oracle oracle;
        private final AtomicReferenceArray<Code> codes =
                new AtomicReferenceArray<>(subjects.size() * permissions.size());

        private Answers(Tenant tenant, Contents own, Contents shared) {
            this.tenant = tenant;
            World world = new World();
            world.tenants().put(tenant, own);
            world.tenants().put(Tenant.SHARED, shared);
            oracle = new Oracle(world);
        }

        Code code(int subject, int permission) {
            int at = subject * permissions.size() + permission;
            Code code = codes.get(at);
            if (code == null) {
                code = oracle.check(tenant, subjects.get(subject), permissions.get(permission), ANY);
                codes.set(at, code);
            }
            return code;
        }
    }

    HandOverTruth(List<Tenant> tenants, List<Subject> subjects, List<String> permissions) {
        this.subjects = subjects;
        this.permissions = permissions;
        this.histories = tenants.stream().collect(Collectors.toMap(tenant -> tenant, tenant -> new History()));
    }

    /** Notes what will be true of a tenant at a revision. The contents must not be changed any more. */
    void note(Tenant tenant, long revision, Contents contents) {
        histories.get(tenant).states.put(revision, contents);
    }

    /** Says that the commit of that revision has returned. */
    void committed(Tenant tenant, long revision) {
        histories.get(tenant).committed.set(revision);
    }

    /** No check that begins now may be answered by anything older. */
    Revision committed(Tenant tenant) {
        return new Revision(
                histories.get(tenant).committed.get(),
                histories.get(Tenant.SHARED).committed.get());
    }

    /** The answers of that revision, or null if it was never made. */
    Answers at(Tenant tenant, Revision revision) {
        At at = new At(tenant, revision);
        Answers known = answers.get(at);
        if (known == null) {
            Contents own = histories.get(tenant).states.get(revision.tenant());
            Contents shared = histories.get(Tenant.SHARED).states.get(revision.shared());
            if (own == null || shared == null) {
                return null;
            }
            known = new Answers(tenant, own, shared);
            Answers others = answers.putIfAbsent(at, known);
            known = others == null ? known : others;
        }
        return known;
    }
}
