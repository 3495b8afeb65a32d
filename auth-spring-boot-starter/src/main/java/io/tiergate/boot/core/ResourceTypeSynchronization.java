package io.tiergate.boot.core;

import io.tiergate.admin.Administration;
import io.tiergate.admin.ResourceTypeCatalogue;
import io.tiergate.admin.ResourceTypeEntry;
import io.tiergate.boot.catalogue.UsedResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;

/** Declares the types of resources that the {@link ResourceTypeCatalogue} beans name, and binds those that entities have. */
final class ResourceTypeSynchronization {

    private static final Log LOG = LogFactory.getLog(ResourceTypeSynchronization.class);

    private final Administration catalogue;
    private final Administration administration;
    private final ObjectProvider<ResourceTypeCatalogue> declared;
    private final ObjectProvider<UsedResourceTypes> used;

    /**
     * @param catalogue in the tenant that types are declared in
     * @param administration in the tenant of requests
     */
    ResourceTypeSynchronization(
            Administration catalogue,
            Administration administration,
            ObjectProvider<ResourceTypeCatalogue> declared,
            ObjectProvider<UsedResourceTypes> used) {
        this.catalogue = catalogue.because("declared in code");
        this.administration = administration;
        this.declared = declared;
        this.used = used;
    }

    /** @throws UndeclaredResourceTypesException if entities have types that nobody has declared */
    void run() {
        ResourceTypeCatalogue all =
                declared.orderedStream().reduce(ResourceTypeCatalogue.empty(), ResourceTypeCatalogue::and);
        if (!all.types().isEmpty()) {
            List<String> added = catalogue.declare(all);
            if (!added.isEmpty()) {
                LOG.info("Resource types added to the catalogue of tenant '"
                        + catalogue.tenant().key() + "': " + String.join(", ", added));
            }
        }
        Map<String, String> missing = new TreeMap<>();
        used.orderedStream()
                .forEach(types -> types.types().forEach((type, place) -> {
                    Optional<ResourceTypeEntry> entry = find(type);
                    if (entry.isEmpty()) {
                        missing.put(type, place);
                    } else if (!entry.get().bound()) {
                        catalogue.inTenant(entry.get().tenant()).resourceTypes().setBound(type, true);
                    }
                }));
        if (!missing.isEmpty()) {
            throw new UndeclaredResourceTypesException(missing);
        }
    }

    private Optional<ResourceTypeEntry> find(String type) {
        return Stream.of(catalogue, administration)
                .filter(each -> each.tenants().exists(each.tenant()))
                .flatMap(each -> each.resourceTypes().find(type).stream())
                .findFirst();
    }
}
