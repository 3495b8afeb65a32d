package io.tiergate;

import java.util.List;

/**
 * One who may use at least one of the permissions that a {@link HolderQuery} asks about.
 *
 * @param holder a subject that the store knows and that is not suspended, or a group, which stands for all that belong to it
 *     and are not denied
 * @param permissions at least one, by name, each with what gives it, as far as that was asked for
 */
public record HolderPermissions(Holder holder, List<HeldPermission> permissions) {

    public HolderPermissions {
        permissions = List.copyOf(permissions);
    }
}
