package io.tiergate;

import java.util.List;

/**
 * A permission that a subject may use now, with every grant that gives it.
 *
 * @param reasons the applicable ALLOWs, at least one, in the order of the grants' ids
 */
public record HeldPermission(String permission, List<Reason> reasons) {

    public HeldPermission {
        reasons = List.copyOf(reasons);
    }
}
