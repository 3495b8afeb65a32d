package io.tiergate.admin;

import io.tiergate.Grant;
import io.tiergate.What;
import io.tiergate.store.PermissionRow;
import io.tiergate.store.ResourceRow;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The resource that a grant is on: found by its name, and held against what can be granted there. */
final class GrantedPlace {

    /** So many permissions of a type are named in a message. */
    private static final int NAMED = 20;

    private GrantedPlace() {}

    /** The key of the resource, or null for everywhere. */
    static @Nullable Long idOf(Look look, Grant grant) {
        return grant.resource() == null
                ? null
                : (Long) look.resource(grant.resource()).id();
    }

    /** Refuses what the type of the resource has nothing of. */
    static void requireGrantable(Look look, What what, ResourceRow resource) {
        List<PermissionRow> declared = look.store().resourceTypes().permissionsOf(resource.typeId());
        boolean grantable = switch (what.kind()) {
            case PERMISSION -> declared.stream().anyMatch(row -> row.name().equals(what.name()));
            case WILDCARD -> declared.stream().anyMatch(row -> What.covers(what.name(), row.name()));
            case BUNDLE -> {
                Set<Long> contained = look
                        .store()
                        .bundles()
                        .permissionsOf(look.bundle(what.name()).id())
                        .stream()
                        .map(PermissionRow::id)
                        .collect(Collectors.toSet());
                yield declared.stream().anyMatch(row -> contained.contains(row.id()));
            }
        };
        if (!grantable) {
            throw new RefusedException(refusal(what, resource, declared));
        }
    }

    private static String refusal(What what, ResourceRow resource, List<PermissionRow> declared) {
        String type = "'" + resource.resource().type() + "'";
        String problem = switch (what.kind()) {
            case PERMISSION -> "The permission '" + what.name() + "' is not declared for";
            case WILDCARD -> "The wildcard '" + what.name() + "' covers no permission of";
            case BUNDLE -> "The bundle '" + what.name() + "' contains no permission of";
        };
        String has = declared.isEmpty()
                ? "has no permissions"
                : "has "
                        + declared.stream()
                                .limit(NAMED)
                                .map(row -> "'" + row.name() + "'")
                                .collect(Collectors.joining(", "))
                        + (declared.size() > NAMED ? " and " + (declared.size() - NAMED) + " more" : "");
        return problem + " the resource type " + type + ", so it cannot be granted on '" + resource.resource()
                + "'. The type " + has + ". Declare for it what is to be granted there, also for what lies below it.";
    }
}
