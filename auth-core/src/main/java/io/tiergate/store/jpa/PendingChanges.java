package io.tiergate.store.jpa;

import io.tiergate.change.Author;
import io.tiergate.store.TenantRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The change sets of one transaction that have no revision yet, by the keys of their tenants. Used by one thread. */
final class PendingChanges {

    private final Map<Long, List<Draft>> drafts = new TreeMap<>();
    private final Map<Long, Long> numbered = new TreeMap<>();
    private boolean numberingRegistered;

    /** A change set that grows until its transaction commits. */
    static final class Draft {

        private final long id;
        private final Author author;
        private int size;
        private boolean definitional;

        Draft(long id, Author author) {
            this.id = id;
            this.author = author;
        }

        long id() {
            return id;
        }

        boolean definitional() {
            return definitional;
        }

        /** The position of the next change. */
        int next(boolean changesDefinitions) {
            definitional |= changesDefinitions;
            return size++;
        }

        private boolean takes(Author other) {
            return Objects.equals(author.actor(), other.actor()) && Objects.equals(author.reason(), other.reason());
        }
    }

    @Nullable
    Draft find(TenantRow tenant, Author author) {
        return drafts.getOrDefault(tenant.id(), List.of()).stream()
                .filter(draft -> draft.takes(author))
                .findFirst()
                .orElse(null);
    }

    /** The keys of the change sets of a tenant. */
    Set<Long> ids(long tenantId) {
        return drafts.getOrDefault(tenantId, List.of()).stream().map(Draft::id).collect(Collectors.toSet());
    }

    Draft add(TenantRow tenant, Draft draft) {
        // First, so that it is found before one whose row is gone.
        drafts.computeIfAbsent(tenant.id(), id -> new ArrayList<>()).add(0, draft);
        return draft;
    }

    /** Whether numbering must be registered; from now on it counts as registered. */
    boolean registerNumbering() {
        boolean first = !numberingRegistered;
        numberingRegistered = true;
        return first;
    }

    /** Hands out what is to be numbered, in the order of the tenants' keys. */
    Map<Long, List<Draft>> take() {
        Map<Long, List<Draft>> taken = new TreeMap<>(drafts);
        drafts.clear();
        numberingRegistered = false;
        return taken;
    }

    /** Notes the last revisions that numbering has given. */
    void numbered(Map<Long, Long> revisions) {
        numbered.putAll(revisions);
    }

    boolean hasNumbered() {
        return !numbered.isEmpty();
    }

    /** Hands out the last revision that numbering has given to each tenant; the second time there is none. */
    Map<Long, Long> takeNumbered() {
        Map<Long, Long> taken = new TreeMap<>(numbered);
        numbered.clear();
        return taken;
    }
}
