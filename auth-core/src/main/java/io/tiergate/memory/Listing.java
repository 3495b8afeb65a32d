package io.tiergate.memory;

import io.tiergate.Grant;
import io.tiergate.Membership;
import io.tiergate.RecordedGrant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.BundleEntry;
import io.tiergate.admin.PermissionEntry;
import io.tiergate.admin.ResourceEntry;
import io.tiergate.admin.ResourceNode;
import io.tiergate.admin.ResourceTypeEntry;
import io.tiergate.admin.SubjectEntry;
import io.tiergate.store.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What there is, by its names. All of it is new, and belongs to the caller. */
final class Listing {

    private Listing() {}

    static SortedSet<String> permissions(Administration administration) {
        return administration.permissions().list().stream()
                .map(PermissionEntry::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static SortedMap<String, SortedSet<String>> bundles(Administration administration) {
        return administration.bundles().list().stream()
                .collect(Collectors.toMap(
                        BundleEntry::name, entry -> new TreeSet<>(entry.permissions()), (a, b) -> a, TreeMap::new));
    }

    static SortedMap<String, SortedSet<String>> types(Administration administration) {
        return administration.resourceTypes().list().stream()
                .collect(Collectors.toMap(
                        ResourceTypeEntry::name,
                        entry -> new TreeSet<>(entry.permissions()),
                        (a, b) -> a,
                        TreeMap::new));
    }

    static SortedSet<String> groups(Administration administration) {
        return administration.groups().list().stream()
                .filter(entry -> !entry.group().isBuiltIn())
                .map(entry -> entry.group().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Set<Subject> membersOf(Administration administration, String group) {
        return administration.groups().membersOf(group).stream()
                .map(Membership::subject)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static Set<Subject> subjects(Administration administration) {
        return administration.subjects().list().stream()
                .map(SubjectEntry::subject)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static List<Grant> grants(Administration administration) {
        return new ArrayList<>(administration.grants().list().stream()
                .map(RecordedGrant::grant)
                .toList());
    }

    static List<Resource> resources(Administration administration) {
        List<Resource> all = new ArrayList<>();
        for (ResourceEntry root : administration.resources().roots(0, Integer.MAX_VALUE)) {
            add(administration.resources().subtree(root.resource(), TreePath.MAX_DEPTH, Integer.MAX_VALUE), all);
        }
        return all;
    }

    private static void add(ResourceNode node, List<Resource> all) {
        all.add(node.entry().resource());
        node.children().forEach(child -> add(child, all));
    }
}
