package io.tiergate.boot.core;

import io.tiergate.admin.Administration;
import io.tiergate.admin.CatalogueReport;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.admin.PermissionEntry;
import io.tiergate.boot.core.TiergateProperties.Catalogue.Undeclared;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Declares what the {@link PermissionCatalogue} beans name, when all beans are there and before requests come, and holds
 * the catalogue against the names that code uses.
 */
final class CatalogueSynchronization {

    private static final Log LOG = LogFactory.getLog(CatalogueSynchronization.class);

    private final Administration catalogue;
    private final Administration administration;
    private final ListableBeanFactory beans;
    private final UsedNames used;
    private final Undeclared policy;

    /**
     * @param catalogue in the tenant that permissions are declared in
     * @param administration in the tenant of requests
     */
    CatalogueSynchronization(
            Administration catalogue,
            Administration administration,
            ListableBeanFactory beans,
            UsedNames used,
            Undeclared policy) {
        this.catalogue = catalogue.because("declared in code");
        this.administration = administration;
        this.beans = beans;
        this.used = used;
        this.policy = policy;
    }

    /** @throws UndeclaredPermissionsException if code asks for what is not declared, and that is not to be */
    void run() {
        Map<String, String> declared = merge(beans.getBeansOfType(PermissionCatalogue.class));
        Map<String, String> places = used.all();
        if (policy == Undeclared.DECLARE) {
            Map<String, PermissionEntry> known = known();
            Map<String, String> more = new LinkedHashMap<>(declared);
            for (String name : places.keySet()) {
                PermissionEntry entry = known.get(name);
                if (isOurs(entry)) {
                    more.putIfAbsent(name, entry == null ? "" : entry.description());
                }
            }
            declare(more);
        } else {
            declare(declared);
            requireDeclared(places);
        }
        used.tell(places.keySet());
        reportUnused(declared, places);
    }

    /** What code has come to ask for since the start: it is too late to refuse that. */
    void warnOfLateNames() {
        warn(used.late());
    }

    /** The same of these names, each with its places. */
    void warnOfLateNames(Map<String, ? extends Collection<String>> names) {
        warn(used.late(names));
    }

    private void warn(Map<String, String> late) {
        if (late.isEmpty()) {
            return;
        }
        Map<String, String> missing = new TreeMap<>(late);
        missing.keySet().removeAll(known().keySet());
        if (!missing.isEmpty()) {
            LOG.warn(message(missing));
        }
        used.tell(late.keySet());
    }

    private void declare(Map<String, String> declared) {
        if (declared.isEmpty()) {
            reportWhatWasDeclaredOnce();
        } else {
            report(catalogue.declare(declared));
        }
    }

    /** There is nothing to declare, but perhaps there was once. That is not worth failing for. */
    private void reportWhatWasDeclaredOnce() {
        try {
            report(new CatalogueReport(
                    List.of(),
                    entriesOf(catalogue).stream()
                            .filter(entry -> entry.declared() && entry.tenant().equals(catalogue.tenant()))
                            .map(PermissionEntry::name)
                            .toList(),
                    List.of()));
        } catch (RuntimeException failure) {
            LOG.debug("What code declared once cannot be read", failure);
        }
    }

    private void requireDeclared(Map<String, String> places) {
        Map<String, String> missing = new TreeMap<>(places);
        if (!missing.isEmpty()) {
            missing.keySet().removeAll(known().keySet());
        }
        if (missing.isEmpty()) {
            return;
        }
        if (policy == Undeclared.FAIL) {
            throw new UndeclaredPermissionsException(message(missing), missing);
        }
        LOG.warn(message(missing));
    }

    private String message(Map<String, String> missing) {
        Map<String, PermissionEntry> known = known();
        return missing.entrySet().stream()
                .map(each -> {
                    String like = Spelling.mostLike(each.getKey(), known.keySet());
                    return "\n  '" + each.getKey() + "'"
                            + (like == null ? "" : " (did you mean '" + like + "'?)")
                            + " at " + each.getValue();
                })
                .collect(Collectors.joining(
                        "",
                        "Code asks for permissions that nobody has declared, so that nobody can be allowed them:",
                        ""));
    }

    /** What code can ask for: all that either tenant sees, retired ones included. */
    private Map<String, PermissionEntry> known() {
        Map<String, PermissionEntry> known = new HashMap<>();
        for (Administration each : List.of(catalogue, administration)) {
            entriesOf(each).forEach(entry -> known.put(entry.name(), entry));
        }
        return known;
    }

    private static List<PermissionEntry> entriesOf(Administration administration) {
        return administration.tenants().exists(administration.tenant())
                ? administration.permissions().list()
                : List.of();
    }

    /** What nobody has declared, or this has at an earlier start: it stays declared as it is. */
    private boolean isOurs(@Nullable PermissionEntry known) {
        return known == null || (known.declared() && known.tenant().equals(catalogue.tenant()));
    }

    private static void reportUnused(Map<String, String> declared, Map<String, String> places) {
        List<String> unused = declared.keySet().stream()
                .filter(name -> !places.containsKey(name))
                .sorted()
                .toList();
        if (!unused.isEmpty() && LOG.isInfoEnabled()) {
            LOG.info("Declared permissions that no annotation and no rule names: " + String.join(", ", unused)
                    + ". What code asks by itself, such as access.has(\"…\"), is not seen here.");
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
        String tenant = catalogue.tenant().key();
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
