package io.tiergate.security;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Demand;
import io.tiergate.HasResource;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the current user may do on each of many resources, such as the rows of a table:
 *
 * <pre>{@code
 * Map<Resource, Set<String>> buttons = access.each().allowed(rows, "document.write", "document.delete");
 * List<Draft> readable = access.each().filter(drafts, "document.read");
 * }</pre>
 *
 * <p>Answers as {@link Access} does about each alone, by {@link DecisionPoint#checkEach}: what must be read is read together. To find a
 * page of what is allowed among many, ask the database for that instead of filtering what it gives.
 *
 * <p>Of one user, made by {@link Access#each}; for the time of a request. Safe for use by many threads.
 */
public final class AccessToEach {

    private final DecisionPoint decisions;
    private final Tenant tenant;
    private final Subject subject;
    private final @Nullable Demand demand;
    private final Told told;

    AccessToEach(DecisionPoint decisions, Tenant tenant, Subject subject, @Nullable Demand demand, Told told) {
        this.decisions = decisions;
        this.tenant = tenant;
        this.subject = subject;
        this.demand = demand;
        this.told = told;
    }

    /**
     * Which of the permissions are allowed on each of the resources.
     *
     * @return for each resource, in the given order, the permissions that are allowed there, in the given order; perhaps none
     */
    public Map<Resource, Set<String>> allowed(
            Collection<Resource> resources, String permission, String... otherPermissions) {
        Set<String> permissions = new LinkedHashSet<>();
        permissions.add(permission);
        Collections.addAll(permissions, otherPermissions);
        Set<Resource> asked = new LinkedHashSet<>(resources);
        Iterator<Decision> decided = decide(asked.stream()
                        .flatMap(resource -> permissions.stream().map(name -> request(name, resource)))
                        .toList())
                .iterator();
        Map<Resource, Set<String>> allowed = new LinkedHashMap<>();
        for (Resource resource : asked) {
            Set<String> there = new LinkedHashSet<>();
            for (String name : permissions) {
                if (decided.next().allowed()) {
                    there.add(name);
                }
            }
            allowed.put(resource, Collections.unmodifiableSet(there));
        }
        return Collections.unmodifiableMap(allowed);
    }

    /** Those of the objects on which the permission is allowed, in their order. */
    public <T extends HasResource> List<T> filter(Collection<? extends T> objects, String permission) {
        return filter(objects, HasResource::resource, permission);
    }

    /**
     * Those of the objects on which the permission is allowed, in their order.
     *
     * @param resource says which resource an object is
     */
    public <T> List<T> filter(
            Collection<? extends T> objects, Function<? super T, Resource> resource, String permission) {
        List<T> all = new ArrayList<>(objects);
        List<Decision> decided = decide(all.stream()
                .map(object -> request(permission, resource.apply(object)))
                .toList());
        List<T> allowed = new ArrayList<>();
        for (int i = 0; i < decided.size(); i++) {
            if (decided.get(i).allowed()) {
                allowed.add(all.get(i));
            }
        }
        return Collections.unmodifiableList(allowed);
    }

    /** Whether any permission at all is allowed on the resource. Reads the store; listeners hear nothing of it. */
    public boolean hasAnyOn(Resource resource) {
        return !decisions.permissionsOn(tenant, subject, resource).isEmpty();
    }

    private AccessRequest request(String permission, Resource resource) {
        return new AccessRequest(
                tenant, subject, permission, Objects.requireNonNull(resource, "The resource of an object"), demand);
    }

    private List<Decision> decide(List<AccessRequest> requests) {
        List<Decision> decided;
        try {
            decided = decisions.checkEach(requests);
        } catch (DecisionUnavailableException failure) {
            requests.stream()
                    .map(AccessRequest::permission)
                    .distinct()
                    .forEach(permission -> told.undecided(permission, failure));
            throw failure;
        }
        for (int i = 0; i < requests.size(); i++) {
            told.decided(requests.get(i).permission(), decided.get(i));
        }
        return decided;
    }
}
