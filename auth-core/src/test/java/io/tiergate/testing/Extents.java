package io.tiergate.testing;

import io.tiergate.AllowedResources;
import io.tiergate.AllowedResources.Extent;

/** Lists as if they had been counted otherwise: each way in which their statements are written is right for all of them. */
public final class Extents {

    private Extents() {}

    public static AllowedResources counted(AllowedResources of, Extent extent) {
        return new AllowedResources(
                of.revision(),
                of.until(),
                of.tenantId(),
                of.typeId(),
                of.onlyTenant(),
                of.everywhere(),
                of.allowed(),
                of.denied(),
                of.grants(),
                of.owning(),
                extent);
    }
}
