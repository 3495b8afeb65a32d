package io.tiergate.memory;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Requirement;
import io.tiergate.Resource;
import io.tiergate.Subject;
import java.util.List;
import java.util.Map;

/** A program that has nothing but the core and what it needs. */
public final class PlainMain {

    private PlainMain() {}

    public static void main(String[] args) {
        Resource plans = Resource.of("folder", "plans");
        Resource draft = Resource.of("document", 42);
        InMemoryPermissions permissions = new InMemoryPermissions()
                .definePermissions("document.read", "document.write")
                .defineType("folder", "document.read", "document.write")
                .defineType("document", "document.read", "document.write")
                .defineGroups("office")
                .addMembers("office", Subject.user("bob"))
                .addResources(plans)
                .addBelow(plans, draft)
                .allowAll(Map.of(Group.of("office"), Map.of(plans, List.of("document.*"))))
                .grant(Grant.deny(Subject.user("bob"), "document.write").on(draft));

        InMemoryPermissions imported = new InMemoryPermissions().importAll(permissions.exportAll());
        System.out.println(imported.check(Subject.user("bob"), "document.read", draft)
                + " "
                + imported.check(
                        Subject.user("bob"), Requirement.all("document.read", "document.write"), List.of(plans, draft))
                + " " + imported.which(Subject.user("bob")));
    }
}
