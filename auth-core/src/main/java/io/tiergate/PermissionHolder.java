package io.tiergate;

import java.util.List;

/**
 * One who may use a permission now, with everything that gives it.
 *
 * @param holder a subject that the store knows and that is not suspended, or a built-in group, which stands for all that
 *     belong to it and are not denied
 * @param reasons at least one, in the order of {@link Explanation#reasons}
 */
public record PermissionHolder(Holder holder, List<Reason> reasons) {

    public PermissionHolder {
        reasons = List.copyOf(reasons);
    }
}
