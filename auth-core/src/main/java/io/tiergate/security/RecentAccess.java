package io.tiergate.security;

import io.tiergate.DecisionPoint;
import io.tiergate.Subject;
import io.tiergate.SubjectAccess;
import io.tiergate.Tenant;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * The accesses of those who asked last, so that the next question of the same subject rides on what was found for the one
 * before. A subject has one place, and gives it up to the next that has the same: what is lost is made again.
 *
 * <p>Weakly, so that whoever asked once and is gone keeps nothing alive.
 */
final class RecentAccess {

    /** A power of two. More than ask at once, and few enough to stay in the processor's cache. */
    private static final int PLACES = 512;

    private final DecisionPoint decisions;
    private final SubjectResolver subjects;
    private final TenantResolver tenants;
    /** Null where a resolver of the application is to be asked each time. */
    private final @Nullable NamedAccess named;

    // Written by any thread without a fence. An access has final fields, and a reference that is seen half made is
    // empty.
    private final @Nullable WeakReference<SubjectAccess>[] places = places();

    RecentAccess(DecisionPoint decisions, SubjectResolver subjects, TenantResolver tenants) {
        this.decisions = decisions;
        this.subjects = subjects;
        this.tenants = tenants;
        this.named = subjects instanceof StandardSubjects standard && tenants instanceof OneTenant
                ? new NamedAccess(standard)
                : null;
    }

    /** What the owner of the authentication may do. */
    SubjectAccess of(@Nullable Authentication authentication) {
        SubjectAccess known = named == null ? null : named.find(authentication);
        if (known != null) {
            return known;
        }
        SubjectAccess found = of(tenants.resolve(authentication), subjects.resolve(authentication));
        if (named != null) {
            named.keep(authentication, found);
        }
        return found;
    }

    SubjectAccess of(Tenant tenant, Subject subject) {
        int hash = subject.hashCode() * 31 + tenant.hashCode();
        int place = (hash ^ (hash >>> 15)) & (PLACES - 1);
        WeakReference<SubjectAccess> reference = places[place];
        SubjectAccess known = reference == null ? null : reference.get();
        if (known != null && known.subject().equals(subject) && known.tenant().equals(tenant)) {
            return known;
        }
        SubjectAccess made = Objects.requireNonNull(
                decisions.access(tenant, subject),
                "The decision point has no access of subjects. A mock must call the real methods access and permission.");
        places[place] = new WeakReference<>(made);
        return made;
    }

    // An array of a generic type can be made only so.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable WeakReference<SubjectAccess>[] places() {
        return new WeakReference[PLACES];
    }
}
