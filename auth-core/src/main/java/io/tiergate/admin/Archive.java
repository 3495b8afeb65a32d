package io.tiergate.admin;

import io.tiergate.Tenant;
import io.tiergate.store.Store;
import io.tiergate.store.TenantRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that a store holds, as maps, lists, texts and booleans, which any library for JSON can write and read. The change
 * log and the keys of the store are not in it; revisions go on.
 *
 * <p>All of it is in memory at once. Reads and writes all tenants, whatever tenant the administration service works in.
 */
public final class Archive {

    /** The version of the form that is written, and the only one that is read. */
    private static final int VERSION = 1;

    /** What is shared is needed by all others. */
    private static final Comparator<TenantRow> SHARED_FIRST = Comparator.comparing(
                    (TenantRow row) -> !row.tenant().isShared())
            .thenComparing(row -> row.tenant().key());

    private final Scope scope;

    public Archive(Administration administration) {
        scope = administration.scope();
    }

    /** All tenants with their contents, of one state. The maps and lists are new, and may be changed. */
    public Map<String, Object> export() {
        return scope.store().read(() -> {
            List<Map<String, Object>> tenants = scope.store().tenants().list().stream()
                    .sorted(SHARED_FIRST)
                    .map(row -> new ArchivedTenant(new Look(scope.store(), row)).content())
                    .toList();
            Map<String, Object> archive = new LinkedHashMap<>();
            archive.put("tiergate", VERSION);
            archive.put("tenants", new ArrayList<>(tenants));
            return archive;
        });
    }

    /**
     * Brings in what {@link #export} gave, all or nothing. Tenants that do not exist are created. Who granted what, when and why
     * is as it was; the change log says that this service brought it in, now.
     *
     * @throws RefusedException if a tenant has something already, or if the archive is not as it must be: the message says
     *     where
     */
    public void load(Map<String, ?> archive) {
        Objects.requireNonNull(archive, "archive");
        Store store = scope.store();
        store.write(() -> {
            ArchivePart.read(archive, whole -> {
                whole.requireNumber("tiergate", VERSION);
                whole.each("tenants", part -> {
                    Tenant tenant = Tenant.of(part.text("key"));
                    new TenantAdministration(scope).createIfMissing(tenant);
                    Edit edit = new Edit(store, Look.at(store, tenant), scope.author());
                    new TenantRestoration(edit).load(part);
                    edit.writeLog();
                });
            });
            return true;
        });
    }
}
