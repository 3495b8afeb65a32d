package io.tiergate.admin;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.InvalidNameException;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import io.tiergate.What;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What groups, subjects and tenants do not take, and what must not be null. */
final class BadGroups extends BadInputTable {

    BadGroups(Administration acme) {
        super(acme);
    }

    @Override
    void fill() {
        groupsAndMembers();
        subjects();
        sharedAndReserved();
        tenantsAndTheChangeLog();
        nullInsideOfSomething();
    }

    private void groupsAndMembers() {
        section("Groups and members");
        row(
                "acme.groups().define(\"Lisbon\", \"\")",
                () -> acme.groups().define("Lisbon", ""),
                AlreadyExistsException.class,
                "There is a group 'Lisbon' already in tenant 'acme'. Use it, or another name.");
        row(
                "acme.groups().define(\"everyone\", \"\")",
                () -> acme.groups().define("everyone", ""),
                AlreadyExistsException.class,
                "There is a group 'everyone' already in tenant 'acme': it is built in. Use another name.");
        row(
                "acme.groups().rename(\"everyone\", \"all\")",
                () -> acme.groups().rename("everyone", "all"),
                RefusedException.class,
                "The group 'everyone' is built in: it cannot be renamed. Only groups of your own can be.");
        row(
                "acme.groups().rename(\"Lisbon\", \"authenticated\")",
                () -> acme.groups().rename("Lisbon", "authenticated"),
                AlreadyExistsException.class,
                "There is a group 'authenticated' already in tenant 'acme': it is built in. Use another name.");
        row(
                "acme.groups().rename(\"lisbon\", \"Lisboa\")",
                () -> acme.groups().rename("lisbon", "Lisboa"),
                NotFoundException.class,
                "There is no group 'lisbon' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.groups().describe(\"authenticated\", \"\")",
                () -> acme.groups().describe("authenticated", ""),
                RefusedException.class,
                "The group 'authenticated' is built in: it cannot be described anew. Only groups of your own can be.");
        row(
                "acme.groups().delete(\"everyone\")",
                () -> acme.groups().delete("everyone"),
                RefusedException.class,
                "The group 'everyone' is built in: it cannot be deleted. Only groups of your own can be.");
        row(
                "acme.groups().delete(\"Porto\")",
                () -> acme.groups().delete("Porto"),
                NotFoundException.class,
                "There is no group 'Porto' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.groups().addMember(\"everyone\", alice)",
                () -> acme.groups().addMember("everyone", alice),
                RefusedException.class,
                "The group 'everyone' is built in: it cannot be given members. Only groups of your own can be.");
        row(
                "acme.groups().removeMember(\"authenticated\", alice)",
                () -> acme.groups().removeMember("authenticated", alice),
                RefusedException.class,
                "The group 'authenticated' is built in: it cannot be relieved of members. Only groups of your own can be.");
        row(
                "acme.groups().replaceMembers(\"everyone\", List.of())",
                () -> acme.groups().replaceMembers("everyone", List.of()),
                RefusedException.class,
                "The group 'everyone' is built in: it cannot be given members. Only groups of your own can be.");
        row(
                "acme.groups().membersOf(\"everyone\")",
                () -> acme.groups().membersOf("everyone"),
                RefusedException.class,
                "The group 'everyone' is built in: it cannot be listed. Only groups of your own can be.");
        row(
                "acme.groups().countMembers(\"authenticated\")",
                () -> acme.groups().countMembers("authenticated"),
                RefusedException.class,
                "The group 'authenticated' is built in: it cannot be counted. Only groups of your own can be.");
        row(
                "acme.groups().membersOf(\"Lisbon\", -1, 20)",
                () -> acme.groups().membersOf("Lisbon", -1, 20),
                IllegalArgumentException.class,
                "The offset is -1; it cannot be below 0.");
        row(
                "acme.groups().membersOf(\"Lisbon\", 0, 0)",
                () -> acme.groups().membersOf("Lisbon", 0, 0),
                IllegalArgumentException.class,
                "The limit is 0; at least 1 member must be asked for.");
        row(
                "acme.groups().addMember(\"lisbon\", alice)",
                () -> acme.groups().addMember("lisbon", alice),
                NotFoundException.class,
                "There is no group 'lisbon' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.groups().addMember(\"Lisbon\", Subject.anonymous())",
                () -> acme.groups().addMember("Lisbon", Subject.anonymous()),
                RefusedException.class,
                "The anonymous subject is nobody that could be noted, suspended or put into a group. Use the group 'everyone' for requests without sign-in.");
        row(
                "acme.groups().addMembers(\"Lisbon\", List.of(bob, Subject.anonymous()))",
                () -> acme.groups().addMembers("Lisbon", List.of(bob, Subject.anonymous())),
                RefusedException.class,
                "The anonymous subject is nobody that could be noted, suspended or put into a group. Use the group 'everyone' for requests without sign-in.");
    }

    private void subjects() {
        section("Subjects");
        row(
                "acme.subjects().delete(Subject.user(\"Alice\"))",
                () -> acme.subjects().delete(Subject.user("Alice")),
                NotFoundException.class,
                "There is no subject 'user:Alice' in tenant 'acme'. Check its type, and its id's case and spaces.");
        row(
                "acme.subjects().delete(Subject.user(\"alice \"))",
                () -> acme.subjects().delete(Subject.user("alice ")),
                NotFoundException.class,
                "There is no subject 'user:alice ' in tenant 'acme'. Check its type, and its id's case and spaces.");
        row(
                "acme.subjects().register(Subject.anonymous(), \"\")",
                () -> acme.subjects().register(Subject.anonymous(), ""),
                RefusedException.class,
                "The anonymous subject is nobody that could be noted, suspended or put into a group. Use the group 'everyone' for requests without sign-in.");
        row(
                "acme.subjects().suspend(Subject.anonymous())",
                () -> acme.subjects().suspend(Subject.anonymous()),
                RefusedException.class,
                "The anonymous subject is nobody that could be noted, suspended or put into a group. Use the group 'everyone' for requests without sign-in.");
        row(
                "acme.subjects().suspend(List.of(bob, Subject.anonymous()))",
                () -> acme.subjects().suspend(List.of(bob, Subject.anonymous())),
                RefusedException.class,
                "The anonymous subject is nobody that could be noted, suspended or put into a group. Use the group 'everyone' for requests without sign-in.");
    }

    private void sharedAndReserved() {
        section("Shared and reserved");
        row(
                "acme.permissions().define(\"help.read\", \"\")",
                () -> acme.permissions().define("help.read", ""),
                AlreadyExistsException.class,
                "The permission name 'help.read' is defined in tenant 'shared', and so reserved in every tenant. Use the shared one, or another name.");
        row(
                "acme.permissions().rename(\"invoice.approve\", \"help.read\")",
                () -> acme.permissions().rename("invoice.approve", "help.read"),
                AlreadyExistsException.class,
                "The permission name 'help.read' is defined in tenant 'shared', and so reserved in every tenant. Use the shared one, or another name.");
        row(
                "acme.declare(Map.of(\"help.read\", \"\"))",
                () -> acme.declare(Map.of("help.read", "")),
                AlreadyExistsException.class,
                "The permission name 'help.read' is defined in tenant 'shared', and so reserved in every tenant. Use the shared one, or another name.");
        row(
                "acme.permissions().delete(\"help.read\")",
                () -> acme.permissions().delete("help.read"),
                RefusedException.class,
                "The permission 'help.read' is defined in tenant 'shared', for all tenants. Change it there, with inTenant(Tenant.SHARED).");
        row(
                "acme.bundles().define(\"Reader\", \"\", List.of())",
                () -> acme.bundles().define("Reader", "", List.of()),
                AlreadyExistsException.class,
                "The bundle name 'Reader' is defined in tenant 'shared', and so reserved in every tenant. Use the shared one, or another name.");
        row(
                "acme.bundles().add(\"Reader\", List.of(\"invoice.approve\"))",
                () -> acme.bundles().add("Reader", List.of("invoice.approve")),
                RefusedException.class,
                "The bundle 'Reader' is defined in tenant 'shared', for all tenants. Change it there, with inTenant(Tenant.SHARED).");
        row(
                "shared.permissions().define(\"report.print\", \"\")",
                () -> shared.permissions().define("report.print", ""),
                AlreadyExistsException.class,
                "The permission name 'report.print' is taken in tenant 'globex', so it cannot become a shared one. Rename or delete it there first.");
        row(
                "shared.declare(Map.of(\"report.print\", \"\"))",
                () -> shared.declare(Map.of("report.print", "")),
                AlreadyExistsException.class,
                "The permission name 'report.print' is taken in tenant 'globex', so it cannot become a shared one. Rename or delete it there first.");
        row(
                "shared.bundles().define(\"Printer\", \"\", List.of())",
                () -> shared.bundles().define("Printer", "", List.of()),
                AlreadyExistsException.class,
                "The bundle name 'Printer' is taken in tenant 'globex', so it cannot become a shared one. Rename or delete it there first.");
        row(
                "shared.bundles().add(\"Reader\", List.of(\"invoice.approve\"))",
                () -> shared.bundles().add("Reader", List.of("invoice.approve")),
                NotFoundException.class,
                "There is no permission 'invoice.approve' in tenant 'shared', which sees only what is shared. Check its spelling and case, or define it.");
        row(
                "shared.groups().define(\"Lisbon\", \"\")",
                () -> shared.groups().define("Lisbon", ""),
                RefusedException.class,
                "The tenant 'shared' holds only permissions, bundles and types of resources, no groups. Use a tenant of your own, such as 'default'.");
        row(
                "shared.groups().addMember(\"Lisbon\", alice)",
                () -> shared.groups().addMember("Lisbon", alice),
                RefusedException.class,
                "The tenant 'shared' holds only permissions, bundles and types of resources, no groups. Use a tenant of your own, such as 'default'.");
        row(
                "shared.groups().membersOf(\"Lisbon\")",
                () -> shared.groups().membersOf("Lisbon"),
                RefusedException.class,
                "The tenant 'shared' holds only permissions, bundles and types of resources, no groups. Use a tenant of your own, such as 'default'.");
        row(
                "shared.subjects().register(alice, \"\")",
                () -> shared.subjects().register(alice, ""),
                RefusedException.class,
                "The tenant 'shared' holds only permissions, bundles and types of resources, no subjects. Use a tenant of your own, such as 'default'.");
    }

    private void tenantsAndTheChangeLog() {
        section("Tenants and the change log");
        row(
                "acme.tenants().create(Tenant.of(\"acme\"))",
                () -> acme.tenants().create(Tenant.of("acme")),
                AlreadyExistsException.class,
                "There is a tenant 'acme' already. Use it, or another key.");
        row(
                "acme.tenants().delete(Tenant.of(\"Acme\"))",
                () -> acme.tenants().delete(Tenant.of("Acme")),
                NotFoundException.class,
                "There is no tenant 'Acme'. Check its spelling and case, or create it with tenants().create(...).");
        row(
                "acme.tenants().delete(Tenant.DEFAULT)",
                () -> acme.tenants().delete(Tenant.DEFAULT),
                RefusedException.class,
                "The tenant 'default' always exists: it cannot be deleted. Only other tenants can be.");
        row(
                "acme.tenants().delete(Tenant.SHARED)",
                () -> acme.tenants().delete(Tenant.SHARED),
                RefusedException.class,
                "The tenant 'shared' always exists: it cannot be deleted. Only other tenants can be.");
        row(
                "acme.inTenant(Tenant.of(\"nowhere\")).permissions().list()",
                () -> acme.inTenant(Tenant.of("nowhere")).permissions().list(),
                NotFoundException.class,
                "There is no tenant 'nowhere'. Check its spelling and case, or create it with tenants().create(...).");
        row(
                "acme.inTenant(Tenant.of(\"nowhere\")).grants().grant(Grant.allow(alice, \"*\"))",
                () -> acme.inTenant(Tenant.of("nowhere")).grants().grant(Grant.allow(alice, "*")),
                NotFoundException.class,
                "There is no tenant 'nowhere'. Check its spelling and case, or create it with tenants().create(...).");
        row(
                "acme.inTenant(Tenant.of(\"nowhere\")).changesAfter(0, 10)",
                () -> acme.inTenant(Tenant.of("nowhere")).changesAfter(0, 10),
                NotFoundException.class,
                "There is no tenant 'nowhere'. Check its spelling and case, or create it with tenants().create(...).");
        row(
                "acme.changesAfter(0, 0)",
                () -> acme.changesAfter(0, 0),
                IllegalArgumentException.class,
                "The limit is 0; at least 1 change set must be asked for.");
        row(
                "acme.changesAfter(0, -1)",
                () -> acme.changesAfter(0, -1),
                IllegalArgumentException.class,
                "The limit is -1; at least 1 change set must be asked for.");
    }

    private void nullInsideOfSomething() {
        section("Null inside of something");
        row(
                "acme.grants().grant(Grant.allow(null, \"invoice.approve\"))",
                () -> acme.grants().grant(Grant.allow(null, "invoice.approve")),
                NullPointerException.class,
                "holder");
        row(
                "acme.grants().grant(Grant.allow(alice, (What) null))",
                () -> acme.grants().grant(Grant.allow(alice, (What) null)),
                NullPointerException.class,
                "what");
        row(
                "acme.grants().grant(new Grant(alice, approve, null, Validity.ALWAYS, null))",
                () -> acme.grants().grant(new Grant(alice, approve, null, Validity.ALWAYS, null)),
                NullPointerException.class,
                "effect");
        row(
                "acme.grants().grant(Grant.allow(alice, approve).valid(null))",
                () -> acme.grants().grant(Grant.allow(alice, approve).valid(null)),
                NullPointerException.class,
                "validity");
        row(
                "acme.grants().grant(Arrays.asList(Grant.allow(bob, approve), null))",
                () -> acme.grants().grant(Arrays.asList(Grant.allow(bob, approve), null)),
                NullPointerException.class,
                "grants contains null at position 2. Leave it out.");
        row(
                "acme.groups().addMembers(\"Lisbon\", Arrays.asList(bob, null))",
                () -> acme.groups().addMembers("Lisbon", Arrays.asList(bob, null)),
                NullPointerException.class,
                "subjects contains null at position 2. Leave it out.");
        row(
                "acme.subjects().suspend(Arrays.asList(bob, null))",
                () -> acme.subjects().suspend(Arrays.asList(bob, null)),
                NullPointerException.class,
                "subjects contains null at position 2. Leave it out.");
        row(
                "acme.bundles().define(\"Other\", \"\", Arrays.asList(\"invoice.approve\", null))",
                () -> acme.bundles().define("Other", "", Arrays.asList("invoice.approve", null)),
                NullPointerException.class,
                "permissions contains null at position 2. Leave it out.");
        row(
                "acme.declare(Collections.singletonMap(\"a\", null))",
                () -> acme.declare(Collections.singletonMap("a", null)),
                InvalidNameException.class,
                "The description of permission 'a' is missing. Give one; it may be empty.");
        row(
                "acme.permissions().define(Collections.singletonMap(null, \"\"))",
                () -> acme.permissions().define(Collections.singletonMap(null, "")),
                InvalidNameException.class,
                "The permission name is missing or empty. Give one, for example 'invoice.approve'.");
        row(
                "Grant.allow(alice, (String) null)",
                () -> Grant.allow(alice, (String) null),
                InvalidNameException.class,
                "The permission name is missing or empty. Give one, for example 'invoice.approve'.");
        row(
                "new What(null, \"invoice.approve\")",
                () -> new What(null, "invoice.approve"),
                NullPointerException.class,
                "kind");
        row(
                "What.bundle(null)",
                () -> What.bundle(null),
                InvalidNameException.class,
                "The bundle name is missing or empty. Give one, for example 'Billing clerk'.");
        row(
                "Group.of(null)",
                () -> Group.of(null),
                InvalidNameException.class,
                "The group name is missing or empty. Give one, for example 'Lisbon office'.");
        row(
                "Tenant.of(null)",
                () -> Tenant.of(null),
                InvalidNameException.class,
                "The tenant key is missing or empty. Give one, for example 'acme'.");
        row(
                "Subject.user(null)",
                () -> Subject.user(null),
                InvalidNameException.class,
                "The subject id is missing or empty. Give one, for example 'alice'.");
        row(
                "Subject.of(null, \"alice\")",
                () -> Subject.of(null, "alice"),
                InvalidNameException.class,
                "The subject type is missing or empty. Give one, for example 'user'.");
    }
}
