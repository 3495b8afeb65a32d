package io.tiergate.admin;

import io.tiergate.Holder;
import io.tiergate.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A registered resource.
 *
 * @param key the store's key, to which a foreign key of the host application's can refer; no other resource ever has it
 * @param parent the resource directly above it, or null for a root
 * @param owner the subject or the group that owns it, or null
 * @param level how deep it stands in its tree: 1 for a root
 */
public record ResourceEntry(
        long key,
        Resource resource,
        @Nullable Resource parent,
        @Nullable Holder owner,
        int level) {}
