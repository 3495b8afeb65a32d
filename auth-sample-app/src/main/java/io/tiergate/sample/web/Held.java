package io.tiergate.sample.web;

import io.tiergate.Group;
import io.tiergate.HeldPermission;
import io.tiergate.Reason;
import io.tiergate.What;
import java.util.List;

/** A permission that the user holds, and the ways by which it came, in words. */
record Held(String permission, List<String> ways) {

    static Held of(HeldPermission held) {
        return new Held(
                held.permission(), held.reasons().stream().map(Held::way).toList());
    }

    static String way(Reason reason) {
        if (!(reason instanceof Reason.ByGrant given)) {
            return "as an owner";
        }
        What what = given.grant().grant().what();
        String holder = given.grant().grant().holder() instanceof Group group
                ? "through the group " + group.name()
                : "granted to you directly";
        return what.kind() == What.Kind.BUNDLE ? holder + ", in the bundle " + what.name() : holder;
    }
}
