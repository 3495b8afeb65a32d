package io.tiergate.sample.document;

import io.tiergate.Effect;
import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Holder;
import io.tiergate.RecordedGrant;
import io.tiergate.Subject;

/**
 * A grant in the words of the sharing dialog.
 *
 * @param id the grant's number
 * @param mayTakeBack whether the current user may do what the grant says, and so may take it back
 */
public record SharedWith(long id, String who, String what, String how, String validity, boolean mayTakeBack) {

    static SharedWith of(RecordedGrant recorded, boolean mayTakeBack) {
        Grant grant = recorded.grant();
        return new SharedWith(
                recorded.id(),
                name(grant.holder()),
                grant.what().name(),
                grant.effect() == Effect.ALLOW ? "is allowed" : "is denied",
                grant.validity().toString(),
                mayTakeBack);
    }

    static String name(Holder holder) {
        return holder instanceof Group group ? "group " + group.name() : ((Subject) holder).id();
    }
}
