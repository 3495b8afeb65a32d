package io.tiergate.admin;

import io.tiergate.store.PermissionRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What code declares, held against the catalogue of one tenant.
 *
 * @param missing what must be added, in the order of the declaration
 * @param changed what must be made otherwise, each with how
 * @param report what is to be told once that is done
 */
record DeclaredCatalogue(List<String> missing, Map<PermissionRow, PermissionRow> changed, CatalogueReport report) {

    /** @param rows those of the tenant, perhaps with others */
    static DeclaredCatalogue compare(Map<String, String> declared, long tenantId, List<PermissionRow> rows) {
        Map<String, PermissionRow> present = new HashMap<>();
        List<String> undeclared = new ArrayList<>();
        for (PermissionRow row : rows) {
            if (row.tenantId() == tenantId) {
                present.put(row.name(), row);
                if (row.declared() && !declared.containsKey(row.name())) {
                    undeclared.add(row.name());
                }
            }
        }
        List<String> missing = new ArrayList<>();
        List<String> retired = new ArrayList<>();
        Map<PermissionRow, PermissionRow> changed = new LinkedHashMap<>();
        declared.forEach((name, description) -> {
            PermissionRow row = present.get(name);
            if (row == null) {
                missing.add(name);
                return;
            }
            PermissionRow after = new PermissionRow(row.id(), tenantId, name, description, true, row.retired());
            if (!after.equals(row)) {
                changed.put(row, after);
            }
            if (row.retired()) {
                retired.add(name);
            }
        });
        undeclared.sort(null);
        return new DeclaredCatalogue(missing, changed, new CatalogueReport(missing, undeclared, retired));
    }

    boolean isThere() {
        return missing.isEmpty() && changed.isEmpty();
    }
}
