package io.tiergate.admin;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.InvalidNameException;
import io.tiergate.Subject;
import io.tiergate.What;
import java.util.List;

/** Grants, bundles and permissions that cannot be. */
final class BadGrants extends BadInputTable {

    BadGrants(Administration acme) {
        super(acme);
    }

    @Override
    void fill() {
        grantsThatCannotBe();
        bundles();
        permissions();
    }

    private void grantsThatCannotBe() {
        section("Grants that cannot be");
        row(
                "acme.grants().grant(Grant.allow(alice, \"invoice.aprove\"))",
                () -> acme.grants().grant(Grant.allow(alice, "invoice.aprove")),
                NotFoundException.class,
                "There is no permission 'invoice.aprove' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.grants().grant(Grant.allow(alice, \"Invoice.approve\"))",
                () -> acme.grants().grant(Grant.allow(alice, "Invoice.approve")),
                NotFoundException.class,
                "There is no permission 'Invoice.approve' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.grants().grant(Grant.allow(alice, \"report.print\"))",
                () -> acme.grants().grant(Grant.allow(alice, "report.print")),
                NotFoundException.class,
                "There is no permission 'report.print' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.grants().grant(Grant.allow(alice, What.bundle(\"clerk\")))",
                () -> acme.grants().grant(Grant.allow(alice, What.bundle("clerk"))),
                NotFoundException.class,
                "There is no bundle 'clerk' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.grants().grant(Grant.allow(Group.of(\"lisbon\"), \"invoice.approve\"))",
                () -> acme.grants().grant(Grant.allow(Group.of("lisbon"), "invoice.approve")),
                NotFoundException.class,
                "There is no group 'lisbon' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.grants().grant(Grant.allow(alice, \"invoice.old\"))",
                () -> acme.grants().grant(Grant.allow(alice, "invoice.old")),
                RefusedException.class,
                "The permission 'invoice.old' is retired. Restore it before you grant it.");
        row(
                "acme.grants().grant(List.of(Grant.allow(alice, \"invoice.approve\"), Grant.allow(alice, \"missing\")))",
                () -> acme.grants()
                        .grant(List.of(Grant.allow(alice, "invoice.approve"), Grant.allow(alice, "missing"))),
                NotFoundException.class,
                "There is no permission 'missing' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "Grant.allow(Subject.anonymous(), \"invoice.approve\")",
                () -> Grant.allow(Subject.anonymous(), "invoice.approve"),
                IllegalArgumentException.class,
                "The anonymous subject cannot hold a grant of invoice.approve. Grant it to Group.EVERYONE.");
        row(
                "shared.grants().grant(Grant.allow(alice, \"help.read\"))",
                () -> shared.grants().grant(Grant.allow(alice, "help.read")),
                RefusedException.class,
                "The tenant 'shared' holds only permissions, bundles and types of resources, no grants. Use a tenant of your own, such as 'default'.");
        row(
                "shared.grants().grant(Grant.allow(Group.EVERYONE, \"help.read\"))",
                () -> shared.grants().grant(Grant.allow(Group.EVERYONE, "help.read")),
                RefusedException.class,
                "The tenant 'shared' holds only permissions, bundles and types of resources, no grants. Use a tenant of your own, such as 'default'.");
        row(
                "acme.grants().replaceAll(alice, List.of(Grant.allow(bob, \"invoice.approve\")))",
                () -> acme.grants().replaceAll(alice, List.of(Grant.allow(bob, "invoice.approve"))),
                IllegalArgumentException.class,
                "The grants of user:alice are replaced, and one names user:bob: ALLOW invoice.approve to user:bob. Leave that one out.");
        row(
                "acme.grants().replaceAll(Group.of(\"lisbon\"), List.of())",
                () -> acme.grants().replaceAll(Group.of("lisbon"), List.of()),
                NotFoundException.class,
                "There is no group 'lisbon' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.grants().revoke(Grant.allow(alice, \"missing\"))",
                () -> acme.grants().revoke(Grant.allow(alice, "missing")),
                NotFoundException.class,
                "There is no permission 'missing' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.grants().revoke(999_999)",
                () -> acme.grants().revoke(999_999),
                NotFoundException.class,
                "There is no grant 999999 in tenant 'acme'. Take its number from a list of the tenant's grants.");
        row(
                "acme.grants().revokeAll(Group.of(\"lisbon\"))",
                () -> acme.grants().revokeAll(Group.of("lisbon")),
                NotFoundException.class,
                "There is no group 'lisbon' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.grants().of(Group.of(\"lisbon\"))",
                () -> acme.grants().of(Group.of("lisbon")),
                NotFoundException.class,
                "There is no group 'lisbon' in tenant 'acme'. Check its spelling and case, or define it.");
    }

    private void bundles() {
        section("Bundles");
        row(
                "acme.bundles().define(\"Clerk\", \"\", List.of())",
                () -> acme.bundles().define("Clerk", "", List.of()),
                AlreadyExistsException.class,
                "There is a bundle 'Clerk' already in tenant 'acme'. Use it, or another name.");
        row(
                "acme.bundles().define(\"Other\", \"\", List.of(\"missing\"))",
                () -> acme.bundles().define("Other", "", List.of("missing")),
                NotFoundException.class,
                "There is no permission 'missing' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.bundles().define(\"Other\", \"\", List.of(\"invoice.old\"))",
                () -> acme.bundles().define("Other", "", List.of("invoice.old")),
                RefusedException.class,
                "The permission 'invoice.old' is retired. Restore it before you bundle it.");
        row(
                "acme.bundles().define(\"Other\", \"\", List.of(\"invoice.*\"))",
                () -> acme.bundles().define("Other", "", List.of("invoice.*")),
                RefusedException.class,
                "A bundle contains permissions, no wildcards such as 'invoice.*'. Name the permissions, or grant the wildcard itself.");
        row(
                "acme.bundles().add(\"Clerk\", List.of(\"*\"))",
                () -> acme.bundles().add("Clerk", List.of("*")),
                RefusedException.class,
                "A bundle contains permissions, no wildcards such as '*'. Name the permissions, or grant the wildcard itself.");
        row(
                "acme.bundles().add(\"Clerk\", List.of(\"invoice*\"))",
                () -> acme.bundles().add("Clerk", List.of("invoice*")),
                InvalidNameException.class,
                "'invoice*' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve. '*' stands only at the end of a wildcard, as in invoice.*, or alone.");
        row(
                "acme.bundles().add(\"Clerk\", List.of(\"Other bundle\"))",
                () -> acme.bundles().add("Clerk", List.of("Other bundle")),
                InvalidNameException.class,
                "'Other bundle' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.bundles().add(\"clerk\", List.of(\"invoice.approve\"))",
                () -> acme.bundles().add("clerk", List.of("invoice.approve")),
                NotFoundException.class,
                "There is no bundle 'clerk' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.bundles().remove(\"Clerk\", List.of(\"missing\"))",
                () -> acme.bundles().remove("Clerk", List.of("missing")),
                NotFoundException.class,
                "There is no permission 'missing' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.bundles().replaceAll(\"Clerk\", List.of(\"invoice.old\"))",
                () -> acme.bundles().replaceAll("Clerk", List.of("invoice.old")),
                RefusedException.class,
                "The permission 'invoice.old' is retired. Restore it before you bundle it.");
        row(
                "acme.bundles().rename(\"Clerk\", \"Auditor\")",
                () -> acme.bundles().rename("Clerk", "Auditor"),
                AlreadyExistsException.class,
                "There is a bundle 'Auditor' already in tenant 'acme'. Use it, or another name.");
        row(
                "acme.bundles().delete(\"clerk\")",
                () -> acme.bundles().delete("clerk"),
                NotFoundException.class,
                "There is no bundle 'clerk' in tenant 'acme'. Check its spelling and case, or define it.");
    }

    private void permissions() {
        section("Permissions");
        row(
                "acme.permissions().define(\"invoice.approve\", \"\")",
                () -> acme.permissions().define("invoice.approve", ""),
                AlreadyExistsException.class,
                "There is a permission 'invoice.approve' already in tenant 'acme'. Use it, or another name.");
        row(
                "acme.permissions().rename(\"invoice.approve\", \"invoice.old\")",
                () -> acme.permissions().rename("invoice.approve", "invoice.old"),
                AlreadyExistsException.class,
                "There is a permission 'invoice.old' already in tenant 'acme'. Use it, or another name.");
        row(
                "acme.permissions().rename(\"invoice.aprove\", \"invoice.sign\")",
                () -> acme.permissions().rename("invoice.aprove", "invoice.sign"),
                NotFoundException.class,
                "There is no permission 'invoice.aprove' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.permissions().describe(\"Invoice.approve\", \"\")",
                () -> acme.permissions().describe("Invoice.approve", ""),
                NotFoundException.class,
                "There is no permission 'Invoice.approve' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.permissions().restore(\"missing\")",
                () -> acme.permissions().restore("missing"),
                NotFoundException.class,
                "There is no permission 'missing' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.permissions().delete(\"report.print\")",
                () -> acme.permissions().delete("report.print"),
                NotFoundException.class,
                "There is no permission 'report.print' in tenant 'acme'. Check its spelling and case, or define it.");
        row(
                "acme.permissions().holdersOf(\"missing\")",
                () -> acme.permissions().holdersOf("missing"),
                NotFoundException.class,
                "There is no permission 'missing' in tenant 'acme'. Check its spelling and case, or define it.");
    }
}
