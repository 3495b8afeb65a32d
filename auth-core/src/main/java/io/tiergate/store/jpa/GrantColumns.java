package io.tiergate.store.jpa;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.RecordedGrant;
import io.tiergate.Subject;
import io.tiergate.What;
import io.tiergate.store.GrantRow;
import org.jspecify.annotations.Nullable;

/** A grant as a query selects it, with the names that it refers to. */
record GrantColumns(
        long id,
        long tenantId,
        @Nullable Long subjectId,
        @Nullable String subjectType,
        @Nullable String subjectKey,
        @Nullable Long groupId,
        @Nullable String groupName,
        @Nullable Long permissionId,
        @Nullable String permissionName,
        @Nullable Long bundleId,
        @Nullable String bundleName,
        @Nullable String wildcard,
        String effect,
        @Nullable Long validFrom,
        @Nullable Long validUntil,
        @Nullable String grantedBy,
        long grantedAt,
        @Nullable String reason) {

    GrantRow row() {
        Grant grant =
                new Grant(holder(), what(), Effect.valueOf(effect), Times.validity(validFrom, validUntil), reason);
        RecordedGrant recorded = new RecordedGrant(id, grant, Actors.subject(grantedBy), Times.instant(grantedAt));
        return new GrantRow(recorded, tenantId, subjectId, groupId, permissionId, bundleId);
    }

    private Holder holder() {
        if (subjectType != null && subjectKey != null) {
            return Subject.of(subjectType, subjectKey);
        }
        if (groupName != null) {
            return Group.of(groupName);
        }
        throw new IllegalStateException("The grant " + id + " has no holder");
    }

    private What what() {
        if (permissionName != null) {
            return new What(What.Kind.PERMISSION, permissionName);
        }
        if (wildcard != null) {
            return new What(What.Kind.WILDCARD, wildcard);
        }
        if (bundleName != null) {
            return new What(What.Kind.BUNDLE, bundleName);
        }
        throw new IllegalStateException("The grant " + id + " grants nothing");
    }
}
