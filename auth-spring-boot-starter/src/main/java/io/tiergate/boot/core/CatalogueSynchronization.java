package io.tiergate.boot.core;

import io.tiergate.admin.Administration;
import io.tiergate.admin.CatalogueReport;
import io.tiergate.admin.PermissionCatalogue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ListableBeanFactory;

/** Declares what the {@link PermissionCatalogue} beans name, when all beans are there and before requests come. */
final class CatalogueSynchronization {

    private static final Log LOG = LogFactory.getLog(CatalogueSynchronization.class);

    private final Administration administration;
    private final ListableBeanFactory beans;

    CatalogueSynchronization(Administration administration, ListableBeanFactory beans) {
        this.administration = administration.because("declared in code");
        this.beans = beans;
    }

    void run() {
        Map<String, PermissionCatalogue> catalogues = beans.getBeansOfType(PermissionCatalogue.class);
        if (!catalogues.isEmpty()) {
            report(administration.declare(merge(catalogues)));
        }
    }

    private static Map<String, String> merge(Map<String, PermissionCatalogue> catalogues) {
        Map<String, String> merged = new LinkedHashMap<>();
        Map<String, String> origins = new LinkedHashMap<>();
        catalogues.forEach((bean, catalogue) -> catalogue.permissions().forEach((name, description) -> {
            String other = merged.putIfAbsent(name, description);
            if (other == null) {
                origins.put(name, bean);
            } else if (!other.equals(description)) {
                throw new IllegalStateException("The permission '" + name + "' is declared twice: as '" + other
                        + "' by the bean '" + origins.get(name) + "', and as '" + description + "' by the bean '" + bean
                        + "'. Give it one description.");
            }
        }));
        return merged;
    }

    private void report(CatalogueReport report) {
        String tenant = administration.tenant().key();
        if (!report.added().isEmpty()) {
            LOG.info("Permissions added to the catalogue of tenant '" + tenant + "': "
                    + String.join(", ", report.added()));
        }
        if (!report.undeclared().isEmpty()) {
            LOG.warn(
                    "Permissions in the catalogue of tenant '" + tenant + "' that code declared once and does not now: "
                            + String.join(", ", report.undeclared())
                            + ". They stay as they are. Retire or delete those that are not needed.");
        }
        if (!report.retired().isEmpty()) {
            LOG.warn("Permissions in the catalogue of tenant '" + tenant + "' that code declares and that are retired: "
                    + String.join(", ", report.retired())
                    + ". Nobody is allowed them. Restore them, or take them out of the code.");
        }
    }
}
