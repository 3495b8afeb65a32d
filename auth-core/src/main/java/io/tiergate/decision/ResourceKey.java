package io.tiergate.decision;

import io.tiergate.Resource;
import io.tiergate.Tenant;

/** A resource of a tenant. */
final class ResourceKey {

    private Tenant tenant;
    private Resource resource;
    private int hash;

    ResourceKey(Tenant tenant, Resource resource) {
        this.tenant = tenant;
        this.resource = resource;
        this.hash = hash(tenant, resource);
    }

    /** Makes it another key: for looking something up, so that nothing is made for it. Never while it is in a map. */
    ResourceKey become(Tenant nextTenant, Resource nextResource) {
        tenant = nextTenant;
        resource = nextResource;
        hash = hash(nextTenant, nextResource);
        return this;
    }

    private static int hash(Tenant tenant, Resource resource) {
        return 31 * tenant.hashCode() + resource.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceKey that
                && hash == that.hash
                && resource.equals(that.resource)
                && tenant.equals(that.tenant);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
