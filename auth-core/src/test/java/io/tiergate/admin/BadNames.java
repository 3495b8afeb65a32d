package io.tiergate.admin;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.InvalidNameException;
import io.tiergate.What;
import java.util.List;
import java.util.Map;

/** Names that are missing, malformed or too long. */
final class BadNames extends BadInputTable {

    BadNames(Administration acme) {
        super(acme);
    }

    @Override
    void fill() {
        namesOfPermissions();
        wildcards();
        namesOfBundlesAndGroups();
    }

    private void namesOfPermissions() {
        section("Names of permissions");
        row(
                "acme.permissions().define(\"\", \"\")",
                () -> acme.permissions().define("", ""),
                InvalidNameException.class,
                "The permission name is missing or empty. Give one, for example 'invoice.approve'.");
        row(
                "acme.permissions().define(\"invoice approve\", \"\")",
                () -> acme.permissions().define("invoice approve", ""),
                InvalidNameException.class,
                "'invoice approve' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().define(\"invoice.approve \", \"\")",
                () -> acme.permissions().define("invoice.approve ", ""),
                InvalidNameException.class,
                "'invoice.approve ' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().define(\"invoice..approve\", \"\")",
                () -> acme.permissions().define("invoice..approve", ""),
                InvalidNameException.class,
                "'invoice..approve' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().define(\".approve\", \"\")",
                () -> acme.permissions().define(".approve", ""),
                InvalidNameException.class,
                "'.approve' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().define(\"invoice/approve\", \"\")",
                () -> acme.permissions().define("invoice/approve", ""),
                InvalidNameException.class,
                "'invoice/approve' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().define(\"invoicé.approve\", \"\")",
                () -> acme.permissions().define("invoicé.approve", ""),
                InvalidNameException.class,
                "'invoicé.approve' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().define(\"invoice\\nERROR\", \"\")",
                () -> acme.permissions().define("invoice\nERROR", ""),
                InvalidNameException.class,
                "'invoice\\u000AERROR' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().define(\"a\\0b\", \"\")",
                () -> acme.permissions().define("a\0b", ""),
                InvalidNameException.class,
                "'a\\u0000b' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().define(\"\\ud800\", \"\")",
                () -> acme.permissions().define("\ud800", ""),
                InvalidNameException.class,
                "'\\uD800' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().define(\"a\".repeat(201), \"\")",
                () -> acme.permissions().define("a".repeat(201), ""),
                InvalidNameException.class,
                "The permission name 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' has 201 characters; at most 200 are allowed. Shorten it.");
        row(
                "acme.permissions().define(\"invoice.*\", \"\")",
                () -> acme.permissions().define("invoice.*", ""),
                InvalidNameException.class,
                "'invoice.*' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve. It is a wildcard: that can be granted, but not defined or asked about.");
        row(
                "acme.permissions().define(\"*\", \"\")",
                () -> acme.permissions().define("*", ""),
                InvalidNameException.class,
                "'*' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve. It is a wildcard: that can be granted, but not defined or asked about.");
        row(
                "acme.permissions().define(\"invoice*\", \"\")",
                () -> acme.permissions().define("invoice*", ""),
                InvalidNameException.class,
                "'invoice*' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve. '*' stands only at the end of a wildcard, as in invoice.*, or alone.");
        row(
                "acme.permissions().define(\"invoice.*.x\", \"\")",
                () -> acme.permissions().define("invoice.*.x", ""),
                InvalidNameException.class,
                "'invoice.*.x' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve. '*' stands only at the end of a wildcard, as in invoice.*, or alone.");
        row(
                "acme.permissions().define(Map.of(\"a b\", \"\"))",
                () -> acme.permissions().define(Map.of("a b", "")),
                InvalidNameException.class,
                "'a b' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().defineIfMissing(\"a b\", \"\")",
                () -> acme.permissions().defineIfMissing("a b", ""),
                InvalidNameException.class,
                "'a b' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().rename(\"invoice.approve\", \"\")",
                () -> acme.permissions().rename("invoice.approve", ""),
                InvalidNameException.class,
                "The permission name is missing or empty. Give one, for example 'invoice.approve'.");
        row(
                "acme.permissions().rename(\"a b\", \"c\")",
                () -> acme.permissions().rename("a b", "c"),
                InvalidNameException.class,
                "'a b' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().retire(\"a b\")",
                () -> acme.permissions().retire("a b"),
                InvalidNameException.class,
                "'a b' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().delete(\"invoice.*\")",
                () -> acme.permissions().delete("invoice.*"),
                InvalidNameException.class,
                "'invoice.*' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve. It is a wildcard: that can be granted, but not defined or asked about.");
        row(
                "acme.permissions().find(\"a\\0b\")",
                () -> acme.permissions().find("a\0b"),
                InvalidNameException.class,
                "'a\\u0000b' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "acme.permissions().holdersOf(\"invoice.*\")",
                () -> acme.permissions().holdersOf("invoice.*"),
                InvalidNameException.class,
                "'invoice.*' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve. It is a wildcard: that can be granted, but not defined or asked about.");
        row(
                "acme.declare(Map.of(\"a b\", \"\"))",
                () -> acme.declare(Map.of("a b", "")),
                InvalidNameException.class,
                "'a b' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "PermissionCatalogue.of(\"a b\", \"\")",
                () -> PermissionCatalogue.of("a b", ""),
                InvalidNameException.class,
                "'a b' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve.");
        row(
                "PermissionCatalogue.of(\"a\", \"one\").and(\"a\", \"two\")",
                () -> PermissionCatalogue.of("a", "one").and("a", "two"),
                IllegalArgumentException.class,
                "The permission 'a' is declared twice, as 'one' and as 'two'. Keep one of them.");
    }

    private void wildcards() {
        section("Wildcards");
        row(
                "Grant.allow(alice, \"invoice*\")",
                () -> Grant.allow(alice, "invoice*"),
                InvalidNameException.class,
                "'invoice*' is not a wildcard. Use '*', or a permission name followed by '.*', for example invoice.*");
        row(
                "Grant.allow(alice, \"*.*\")",
                () -> Grant.allow(alice, "*.*"),
                InvalidNameException.class,
                "'*.*' is not a wildcard. Use '*', or a permission name followed by '.*', for example invoice.*");
        row(
                "Grant.allow(alice, \"**\")",
                () -> Grant.allow(alice, "**"),
                InvalidNameException.class,
                "'**' is not a wildcard. Use '*', or a permission name followed by '.*', for example invoice.*");
        row(
                "Grant.allow(alice, \".*\")",
                () -> Grant.allow(alice, ".*"),
                InvalidNameException.class,
                "'.*' is not a wildcard. Use '*', or a permission name followed by '.*', for example invoice.*");
        row(
                "Grant.allow(alice, \"invoice..*\")",
                () -> Grant.allow(alice, "invoice..*"),
                InvalidNameException.class,
                "'invoice..*' is not a wildcard. Use '*', or a permission name followed by '.*', for example invoice.*");
        row(
                "Grant.allow(alice, \"invoice.*.x\")",
                () -> Grant.allow(alice, "invoice.*.x"),
                InvalidNameException.class,
                "'invoice.*.x' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve. '*' stands only at the end of a wildcard, as in invoice.*, or alone.");
        row(
                "Grant.allow(alice, \"*.approve\")",
                () -> Grant.allow(alice, "*.approve"),
                InvalidNameException.class,
                "'*.approve' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve. '*' stands only at the end of a wildcard, as in invoice.*, or alone.");
        row(
                "Grant.allow(alice, \"\")",
                () -> Grant.allow(alice, ""),
                InvalidNameException.class,
                "The permission name is missing or empty. Give one, for example 'invoice.approve'.");
        row(
                "Grant.allow(alice, \"a\".repeat(199) + \".*\")",
                () -> Grant.allow(alice, "a".repeat(199) + ".*"),
                InvalidNameException.class,
                "The wildcard 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' has 201 characters; at most 200 are allowed. Shorten it.");
        row(
                "new What(What.Kind.WILDCARD, \"invoice.approve\")",
                () -> new What(What.Kind.WILDCARD, "invoice.approve"),
                InvalidNameException.class,
                "'invoice.approve' is not a wildcard. Use '*', or a permission name followed by '.*', for example invoice.*");
        row(
                "new What(What.Kind.PERMISSION, \"invoice.*\")",
                () -> new What(What.Kind.PERMISSION, "invoice.*"),
                InvalidNameException.class,
                "'invoice.*' is not a permission name. Use letters, digits, '_', '-' and ':', in parts separated by single dots, for example invoice.approve. It is a wildcard: that can be granted, but not defined or asked about.");
    }

    private void namesOfBundlesAndGroups() {
        section("Names of bundles and groups");
        row(
                "acme.bundles().define(\"\", \"\", List.of())",
                () -> acme.bundles().define("", "", List.of()),
                InvalidNameException.class,
                "The bundle name is missing or empty. Give one, for example 'Billing clerk'.");
        row(
                "acme.bundles().define(\" Clerk\", \"\", List.of())",
                () -> acme.bundles().define(" Clerk", "", List.of()),
                InvalidNameException.class,
                "The bundle name ' Clerk' begins or ends with a space. Remove it.");
        row(
                "acme.bundles().define(\"Clerk \", \"\", List.of())",
                () -> acme.bundles().define("Clerk ", "", List.of()),
                InvalidNameException.class,
                "The bundle name 'Clerk ' begins or ends with a space. Remove it.");
        row(
                "acme.bundles().define(\"Cle\\trk\", \"\", List.of())",
                () -> acme.bundles().define("Cle\trk", "", List.of()),
                InvalidNameException.class,
                "The bundle name 'Cle\\u0009rk' contains the control character U+0009 at position 4. Remove it.");
        row(
                "acme.bundles().define(\"Clerk\\0\", \"\", List.of())",
                () -> acme.bundles().define("Clerk\0", "", List.of()),
                InvalidNameException.class,
                "The bundle name 'Clerk\\u0000' contains the control character U+0000 at position 6. Remove it.");
        row(
                "acme.bundles().define(\"Clerk\\udc00\", \"\", List.of())",
                () -> acme.bundles().define("Clerk\udc00", "", List.of()),
                InvalidNameException.class,
                "The bundle name 'Clerk\\uDC00' contains half a surrogate pair, which is not text. Remove it.");
        row(
                "acme.bundles().define(\"a\".repeat(201), \"\", List.of())",
                () -> acme.bundles().define("a".repeat(201), "", List.of()),
                InvalidNameException.class,
                "The bundle name 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' has 201 characters; at most 200 are allowed. Shorten it.");
        row(
                "acme.bundles().rename(\"Clerk\", \" \")",
                () -> acme.bundles().rename("Clerk", " "),
                InvalidNameException.class,
                "The bundle name ' ' begins or ends with a space. Remove it.");
        row(
                "acme.bundles().find(\"\")",
                () -> acme.bundles().find(""),
                InvalidNameException.class,
                "The bundle name is missing or empty. Give one, for example 'Billing clerk'.");
        row(
                "What.bundle(\"\")",
                () -> What.bundle(""),
                InvalidNameException.class,
                "The bundle name is missing or empty. Give one, for example 'Billing clerk'.");
        row(
                "acme.groups().define(\"\", \"\")",
                () -> acme.groups().define("", ""),
                InvalidNameException.class,
                "The group name is missing or empty. Give one, for example 'Lisbon office'.");
        row(
                "acme.groups().define(\"Lisbon \", \"\")",
                () -> acme.groups().define("Lisbon ", ""),
                InvalidNameException.class,
                "The group name 'Lisbon ' begins or ends with a space. Remove it.");
        row(
                "acme.groups().define(\"Lis\\nbon\", \"\")",
                () -> acme.groups().define("Lis\nbon", ""),
                InvalidNameException.class,
                "The group name 'Lis\\u000Abon' contains the control character U+000A at position 4. Remove it.");
        row(
                "acme.groups().define(\"Lisbon\\ud83d\", \"\")",
                () -> acme.groups().define("Lisbon\ud83d", ""),
                InvalidNameException.class,
                "The group name 'Lisbon\\uD83D' contains half a surrogate pair, which is not text. Remove it.");
        row(
                "acme.groups().define(\"😀\".repeat(101), \"\")",
                () -> acme.groups().define("😀".repeat(101), ""),
                InvalidNameException.class,
                "The group name '😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀…' has 202 characters; at most 200 are allowed. Shorten it.");
        row(
                "acme.groups().rename(\"Lisbon\", \"\")",
                () -> acme.groups().rename("Lisbon", ""),
                InvalidNameException.class,
                "The group name is missing or empty. Give one, for example 'Lisbon office'.");
        row(
                "acme.groups().find(\"Lisbon\\0\")",
                () -> acme.groups().find("Lisbon\0"),
                InvalidNameException.class,
                "The group name 'Lisbon\\u0000' contains the control character U+0000 at position 7. Remove it.");
        row(
                "acme.groups().addMember(\"\", alice)",
                () -> acme.groups().addMember("", alice),
                InvalidNameException.class,
                "The group name is missing or empty. Give one, for example 'Lisbon office'.");
        row(
                "Group.of(\"\")",
                () -> Group.of(""),
                InvalidNameException.class,
                "The group name is missing or empty. Give one, for example 'Lisbon office'.");
    }
}
