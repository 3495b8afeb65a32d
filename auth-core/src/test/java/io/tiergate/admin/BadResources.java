package io.tiergate.admin;

import io.tiergate.Group;
import io.tiergate.InvalidNameException;
import io.tiergate.Resource;
import io.tiergate.Subject;
import java.util.Arrays;
import java.util.List;

/** What types of resources and trees do not take. */
final class BadResources extends BadInputTable {

    private final ResourceAdministration resources;

    BadResources(Administration acme) {
        super(acme);
        this.resources = acme.resources();
    }

    @Override
    void fill() {
        names();
        types();
        registering();
        moving();
        removing();
        owners();
        asking();
    }

    private static Resource folder(int id) {
        return Resource.of("folder", id);
    }

    private static NewResource added(int id) {
        return NewResource.of(folder(id));
    }

    private void names() {
        section("Names of resources");
        row(
                "Resource.of(\"Folder\", \"1\")",
                () -> Resource.of("Folder", "1"),
                InvalidNameException.class,
                "'Folder' is not a resource type. Begin with a lower-case letter, go on with lower-case letters, digits, '_' and '-', for example document or folder.");
        row(
                "Resource.of(\"\", \"1\")",
                () -> Resource.of("", "1"),
                InvalidNameException.class,
                "The resource type is missing or empty. Give one, for example 'document'.");
        row(
                "Resource.of(\"folder\", \"\")",
                () -> Resource.of("folder", ""),
                InvalidNameException.class,
                "The resource id is missing or empty. Give one, for example '42'.");
        row(
                "Resource.of(\"folder\", \"a\\nb\")",
                () -> Resource.of("folder", "a\nb"),
                InvalidNameException.class,
                "The resource id 'a\\u000Ab' contains the control character U+000A at position 2. Remove it.");
        row(
                "Resource.of(\"folder\", \"a\".repeat(256))",
                () -> Resource.of("folder", "a".repeat(256)),
                InvalidNameException.class,
                "The resource id '" + "a".repeat(60) + "…' has 256 characters; at most 255 are allowed. Shorten it.");
    }

    private void types() {
        section("Types of resources");
        ResourceTypeAdministration types = acme.resourceTypes();
        row(
                "acme.resourceTypes().define(\"folder\", \"\", List.of())",
                () -> types.define("folder", "", List.of()),
                AlreadyExistsException.class,
                "There is a resource type 'folder' already in tenant 'acme'. Use it, or another name.");
        row(
                "acme.resourceTypes().define(\"Folder\", \"\", List.of())",
                () -> types.define("Folder", "", List.of()),
                InvalidNameException.class,
                "'Folder' is not a resource type. Begin with a lower-case letter, go on with lower-case letters, digits, '_' and '-', for example document or folder.");
        row(
                "acme.resourceTypes().define(\"sheet\", \"\", List.of(\"invoice.old\"))",
                () -> types.define("sheet", "", List.of("invoice.old")),
                RefusedException.class,
                "The permission 'invoice.old' is retired. Restore it before you declare it for a resource type.");
        row(
                "acme.resourceTypes().add(\"folder\", List.of(\"report.print\"))",
                () -> types.add("folder", List.of("report.print")),
                NotFoundException.class,
                "There is no permission 'report.print' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.resourceTypes().add(\"folder\", List.of(\"invoice.*\"))",
                () -> types.add("folder", List.of("invoice.*")),
                InvalidNameException.class,
                "'invoice.*' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve. It is a wildcard: that can be granted, but not defined or asked about.");
        row(
                "acme.resourceTypes().setOwnerBundle(\"folder\", \"Printer\")",
                () -> types.setOwnerBundle("folder", "Printer"),
                NotFoundException.class,
                "There is no bundle 'Printer' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.resourceTypes().setBound(\"sheet\", true)",
                () -> types.setBound("sheet", true),
                NotFoundException.class,
                "There is no resource type 'sheet' in tenant 'acme'. Check its spelling, or declare it with resourceTypes().define(...).");
        row(
                "acme.resourceTypes().delete(\"folder\")",
                () -> types.delete("folder"),
                RefusedException.class,
                "The resource type 'folder' has 3 resources: it cannot be deleted. Delete its resources first.");
        row(
                "acme.bundles().delete(\"Auditor\")",
                () -> acme.bundles().delete("Auditor"),
                RefusedException.class,
                "The bundle 'Auditor' is what owners of resources are allowed, by the resource type 'folder': it cannot be deleted. Give them another owner bundle first, or none.");
    }

    private void registering() {
        section("Registering resources");
        row(
                "acme.resources().register(folder(1))",
                () -> resources.register(folder(1)),
                AlreadyExistsException.class,
                "There is a resource 'folder:1' already in tenant 'acme'. Move it, or use another id.");
        row(
                "acme.resources().register(Resource.of(\"sheet\", 1))",
                () -> resources.register(Resource.of("sheet", 1)),
                NotFoundException.class,
                "There is no resource type 'sheet' in tenant 'acme'. Check its spelling, or declare it with resourceTypes().define(...).");
        row(
                "acme.resources().register(NewResource.of(folder(4)).below(folder(9)))",
                () -> resources.register(added(4).below(folder(9))),
                NotFoundException.class,
                "The parent 'folder:9' of 'folder:4' is not registered in tenant 'acme'. Register it first, or give another one.");
        row(
                "NewResource.of(folder(4)).at(0)",
                () -> added(4).at(0),
                IllegalArgumentException.class,
                "The position of folder:4 is 0; positions begin with 1. Give another one.");
        row(
                "acme.resources().register(NewResource.of(folder(4)).below(folder(1)).at(3))",
                () -> resources.register(added(4).below(folder(1)).at(3)),
                RefusedException.class,
                "The position of 'folder:4' is 3; below 'folder:1' the greatest is 2. Give one from 1 to 2.");
        row(
                "acme.resources().register(NewResource.of(folder(4)).at(3))",
                () -> resources.register(added(4).at(3)),
                RefusedException.class,
                "The position of 'folder:4' is 3; among the roots the greatest is 2. Give one from 1 to 2.");
        row(
                "acme.resources().registerAll(List.of(NewResource.of(folder(4)), NewResource.of(folder(4))))",
                () -> resources.registerAll(List.of(added(4), added(4))),
                RefusedException.class,
                "The resource 'folder:4' is given again at number 2. Leave one out.");
        row(
                "acme.resources().registerAll(Arrays.asList(NewResource.of(folder(4)), null))",
                () -> resources.registerAll(Arrays.asList(added(4), null)),
                NullPointerException.class,
                "resources contains null at position 2. Leave it out.");
        row(
                "shared.resources().register(folder(4))",
                () -> shared.resources().register(folder(4)),
                RefusedException.class,
                "The tenant 'shared' holds only permissions, bundles and types of resources, no resources. Use a tenant of your own, such as 'default'.");
    }

    private void moving() {
        section("Moving resources");
        row(
                "acme.resources().move(folder(1), folder(3))",
                () -> resources.move(folder(1), folder(3)),
                RefusedException.class,
                "'folder:1' cannot be moved below 'folder:3', which lies below it. Choose a parent outside of it.");
        row(
                "acme.resources().move(folder(1), folder(1))",
                () -> resources.move(folder(1), folder(1)),
                RefusedException.class,
                "'folder:1' cannot be moved below itself. Choose a parent outside of it.");
        row(
                "acme.resources().move(folder(9), folder(1))",
                () -> resources.move(folder(9), folder(1)),
                NotFoundException.class,
                "There is no resource 'folder:9' in tenant 'acme'. Check its id's case and spaces, or register it.");
        row(
                "acme.resources().move(folder(3), folder(1), 3)",
                () -> resources.move(folder(3), folder(1), 3),
                RefusedException.class,
                "The position of 'folder:3' is 3; below 'folder:1' the greatest is 2. Give one from 1 to 2.");
        row(
                "acme.resources().moveTo(folder(2), 2)",
                () -> resources.moveTo(folder(2), 2),
                RefusedException.class,
                "The position of 'folder:2' is 2; below 'folder:1' the greatest is 1. Give one from 1 to 1.");
        row(
                "acme.resources().moveTo(folder(2), 0)",
                () -> resources.moveTo(folder(2), 0),
                IllegalArgumentException.class,
                "The position of folder:2 is 0; positions begin with 1. Give another one.");
    }

    private void removing() {
        section("Deleting resources");
        row(
                "acme.resources().delete(folder(1))",
                () -> resources.delete(folder(1)),
                RefusedException.class,
                "'folder:1' has 2 resources below it: it cannot be deleted alone. Move or delete them first, or delete all with deleteBranch(...).");
        row(
                "acme.resources().delete(folder(9))",
                () -> resources.delete(folder(9)),
                NotFoundException.class,
                "There is no resource 'folder:9' in tenant 'acme'. Check its id's case and spaces, or register it.");
    }

    private void owners() {
        section("Owners of resources");
        row(
                "acme.resources().transferOwnership(folder(1), Group.EVERYONE)",
                () -> resources.transferOwnership(folder(1), Group.EVERYONE),
                RefusedException.class,
                "The group 'everyone' is built in: it cannot be made an owner. Only groups of your own can be.");
        row(
                "acme.resources().transferOwnership(folder(1), Group.of(\"Porto\"))",
                () -> resources.transferOwnership(folder(1), Group.of("Porto")),
                NotFoundException.class,
                "There is no group 'Porto' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.resources().transferOwnership(folder(1), Subject.anonymous())",
                () -> resources.transferOwnership(folder(1), Subject.anonymous()),
                RefusedException.class,
                "The anonymous subject is nobody that could be noted, suspended or put into a group. Use the group 'everyone' for requests without sign-in.");
    }

    private void asking() {
        section("Asking about resources");
        row(
                "acme.resources().children(folder(1), -1, 10)",
                () -> resources.children(folder(1), -1, 10),
                IllegalArgumentException.class,
                "The offset is -1; it cannot be below 0.");
        row(
                "acme.resources().roots(0, 0)",
                () -> resources.roots(0, 0),
                IllegalArgumentException.class,
                "The limit is 0; at least 1 resource must be asked for.");
        row(
                "acme.resources().subtree(folder(1), -1, 10)",
                () -> resources.subtree(folder(1), -1, 10),
                IllegalArgumentException.class,
                "The depth is -1; give 0 for the resource alone, or more.");
        row(
                "acme.resources().subtree(folder(1), 9, 2)",
                () -> resources.subtree(folder(1), 9, 2),
                RefusedException.class,
                "'folder:1' has more than 2 resources down to 9 levels below it, itself counted. Ask for fewer levels, or give a greater limit.");
    }
}
