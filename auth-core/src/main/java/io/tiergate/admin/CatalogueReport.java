package io.tiergate.admin;

import java.util.List;

/**
 * What bringing the catalogue to the declared permissions found.
 *
 * @param added names that were missing and are there now
 * @param undeclared names that code declared once and does not now; they are left as they are
 * @param retired names that code declares and an administrator has retired; they stay so
 */
public record CatalogueReport(List<String> added, List<String> undeclared, List<String> retired) {

    public CatalogueReport {
        added = List.copyOf(added);
        undeclared = List.copyOf(undeclared);
        retired = List.copyOf(retired);
    }
}
