package io.tiergate;

import java.util.List;

/**
 * A permission that a subject may use now, with everything that gives it.
 *
 * @param reasons at least one, in the order of {@link Explanation#reasons}
 */
public record HeldPermission(String permission, List<Reason> reasons) {

    public HeldPermission {
        reasons = List.copyOf(reasons);
    }
}
