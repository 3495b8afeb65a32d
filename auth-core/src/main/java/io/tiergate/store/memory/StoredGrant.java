package io.tiergate.store.memory;

import io.tiergate.Effect;
import io.tiergate.Validity;
import io.tiergate.store.HeldGrant;
import org.jspecify.annotations.Nullable;

/** A grant by keys alone, so that whatever it names may be renamed. */
record StoredGrant(long tenantId, HeldGrant held) {

    long id() {
        return held.id();
    }

    @Nullable
    Long subjectId() {
        return held.byGroup() ? null : held.holderId();
    }

    @Nullable
    Long groupId() {
        return held.byGroup() ? held.holderId() : null;
    }

    @Nullable
    Long resourceId() {
        return held.resourceId();
    }

    /** The subject that holds it everywhere, or null. */
    @Nullable
    Long everywhereBySubject() {
        return held.resourceId() == null ? subjectId() : null;
    }

    /** The group that holds it everywhere, or null. */
    @Nullable
    Long everywhereByGroup() {
        return held.resourceId() == null ? groupId() : null;
    }

    /** What a subject was granted everywhere, or null if a group holds it or it is on a resource. */
    @Nullable
    InTenant<Granted> grantedToSubject() {
        return everywhereBySubject() == null ? null : new InTenant<>(tenantId, granted());
    }

    Giving giving() {
        return new Giving(tenantId, held.byGroup(), held.holderId(), granted(), held.resourceId(), held.effect());
    }

    Identity identity() {
        return new Identity(giving(), held.validity());
    }

    private Granted granted() {
        return new Granted(held.permissionId(), held.bundleId(), held.wildcard());
    }

    /** What was granted; two of the three are null. */
    record Granted(
            @Nullable Long permissionId,
            @Nullable Long bundleId,
            @Nullable String wildcard) {}

    /** What grants have in common that differ in validity only. */
    record Giving(
            long tenantId,
            boolean byGroup,
            long holderId,
            Granted granted,
            @Nullable Long resourceId,
            Effect effect) {}

    /** What no two grants have in common. */
    record Identity(Giving giving, Validity validity) {}
}
