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

    /** What a subject was granted, or null if a group holds it. */
    @Nullable
    InTenant<Granted> grantedToSubject() {
        return held.byGroup() ? null : new InTenant<>(tenantId, granted());
    }

    Giving giving() {
        return new Giving(tenantId, held.byGroup(), held.holderId(), granted(), held.effect());
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
    record Giving(long tenantId, boolean byGroup, long holderId, Granted granted, Effect effect) {}

    /** What no two grants have in common. */
    record Identity(Giving giving, Validity validity) {}
}
