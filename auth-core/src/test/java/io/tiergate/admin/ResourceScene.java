package io.tiergate.admin;

import io.tiergate.Resource;
import java.util.List;
import java.util.stream.Collectors;

/** Trees of folders, written as text. */
interface ResourceScene extends AdministrationScene {

    default Resource folder(String id) {
        return Resource.of("folder", id);
    }

    /** The type of all resources that are meant here. */
    default void folders() {
        here().resourceTypes().defineIfMissing("folder", "", List.of());
    }

    /** Registers at the end, each below the one that stands before the slash, or as a root. */
    default void tree(String... places) {
        folders();
        for (String place : places) {
            int slash = place.indexOf('/');
            NewResource added = NewResource.of(folder(place.substring(slash + 1)));
            here().resources().register(slash < 0 ? added : added.below(folder(place.substring(0, slash))));
        }
    }

    /** All trees of the tenant, as {@code a(b c(d))}. */
    default String trees() {
        return here().resources().roots(0, 1000).stream()
                .map(root -> text(here().resources().subtree(root.resource(), 250, 1000)))
                .collect(Collectors.joining(" "));
    }

    private static String text(ResourceNode node) {
        String id = node.entry().resource().id();
        return node.children().isEmpty()
                ? id
                : node.children().stream().map(ResourceScene::text).collect(Collectors.joining(" ", id + "(", ")"));
    }
}
