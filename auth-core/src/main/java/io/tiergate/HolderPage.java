package io.tiergate;

import java.util.List;

/**
 * A part of those who may do something.
 *
 * @param holders groups first: {@code everyone}, {@code authenticated}, then the others by name; then subjects by type and id
 * @param total how many there are in all, whatever part was asked for
 * @param revision the state that all of this was read at; pages of one revision, asked for while no validity begins or ends, fit together
 */
public record HolderPage(List<HolderPermissions> holders, long total, Revision revision) {

    public HolderPage {
        holders = List.copyOf(holders);
    }
}
