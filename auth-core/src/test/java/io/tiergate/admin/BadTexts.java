package io.tiergate.admin;

import io.tiergate.Grant;
import io.tiergate.InvalidNameException;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.Validity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Keys of tenants and subjects, texts and times that cannot be kept. */
final class BadTexts extends BadInputTable {

    BadTexts(Administration acme) {
        super(acme);
    }

    @Override
    void fill() {
        tenantsAndSubjects();
        descriptionsDisplayNamesAndReasons();
        validities();
    }

    private void tenantsAndSubjects() {
        section("Tenants and subjects");
        row(
                "Tenant.of(\"\")",
                () -> Tenant.of(""),
                InvalidNameException.class,
                "The tenant key is missing or empty. Give one, for example 'acme'.");
        row(
                "Tenant.of(\"-acme\")",
                () -> Tenant.of("-acme"),
                InvalidNameException.class,
                "'-acme' is not a tenant key. Begin with a letter or a digit, go on with letters, digits, '.', '_', ':' and '-'.");
        row(
                "Tenant.of(\"acme corp\")",
                () -> Tenant.of("acme corp"),
                InvalidNameException.class,
                "'acme corp' is not a tenant key. Begin with a letter or a digit, go on with letters, digits, '.', '_', ':' and '-'.");
        row(
                "Tenant.of(\"acmé\")",
                () -> Tenant.of("acmé"),
                InvalidNameException.class,
                "'acmé' is not a tenant key. Begin with a letter or a digit, go on with letters, digits, '.', '_', ':' and '-'.");
        row(
                "Tenant.of(\"a\".repeat(101))",
                () -> Tenant.of("a".repeat(101)),
                InvalidNameException.class,
                "The tenant key 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' has 101 characters; at most 100 are allowed. Shorten it.");
        row(
                "Subject.of(\"\", \"alice\")",
                () -> Subject.of("", "alice"),
                InvalidNameException.class,
                "The subject type is missing or empty. Give one, for example 'user'.");
        row(
                "Subject.of(\"User\", \"alice\")",
                () -> Subject.of("User", "alice"),
                InvalidNameException.class,
                "'User' is not a subject type. Begin with a lower-case letter, go on with lower-case letters, digits, '_' and '-', for example user or service.");
        row(
                "Subject.of(\"1st\", \"alice\")",
                () -> Subject.of("1st", "alice"),
                InvalidNameException.class,
                "'1st' is not a subject type. Begin with a lower-case letter, go on with lower-case letters, digits, '_' and '-', for example user or service.");
        row(
                "Subject.of(\"user:admin\", \"alice\")",
                () -> Subject.of("user:admin", "alice"),
                InvalidNameException.class,
                "'user:admin' is not a subject type. Begin with a lower-case letter, go on with lower-case letters, digits, '_' and '-', for example user or service.");
        row(
                "Subject.of(\"a\".repeat(51), \"alice\")",
                () -> Subject.of("a".repeat(51), "alice"),
                InvalidNameException.class,
                "The subject type 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' has 51 characters; at most 50 are allowed. Shorten it.");
        row(
                "Subject.of(\"anonymous\", \"alice\")",
                () -> Subject.of("anonymous", "alice"),
                InvalidNameException.class,
                "The subject type 'anonymous' is reserved. Use Subject.anonymous().");
        row(
                "Subject.user(\"\")",
                () -> Subject.user(""),
                InvalidNameException.class,
                "The subject id is missing or empty. Give one, for example 'alice'.");
        row(
                "Subject.user(\"alice\\r\\n\")",
                () -> Subject.user("alice\r\n"),
                InvalidNameException.class,
                "The subject id 'alice\\u000D\\u000A' contains the control character U+000D at position 6. Remove it.");
        row(
                "Subject.user(\"\\0\")",
                () -> Subject.user("\0"),
                InvalidNameException.class,
                "The subject id '\\u0000' contains the control character U+0000 at position 1. Remove it.");
        row(
                "Subject.user(\"alice\\udfff\")",
                () -> Subject.user("alice\udfff"),
                InvalidNameException.class,
                "The subject id 'alice\\uDFFF' contains half a surrogate pair, which is not text. Remove it.");
        row(
                "Subject.user(\"a\".repeat(256))",
                () -> Subject.user("a".repeat(256)),
                InvalidNameException.class,
                "The subject id 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…' has 256 characters; at most 255 are allowed. Shorten it.");
    }

    private void descriptionsDisplayNamesAndReasons() {
        section("Descriptions, display names and reasons");
        row(
                "acme.permissions().define(\"a\", \"x\".repeat(1_001))",
                () -> acme.permissions().define("a", "x".repeat(1_001)),
                InvalidNameException.class,
                "The description of permission 'a' has 1001 characters; at most 1000 are allowed. Shorten it.");
        row(
                "acme.permissions().describe(\"invoice.approve\", \"\\0\")",
                () -> acme.permissions().describe("invoice.approve", "\0"),
                InvalidNameException.class,
                "The description of permission 'invoice.approve' contains a character that is not text (NUL or half a surrogate pair). Remove it.");
        row(
                "acme.permissions().defineIfMissing(\"invoice.approve\", \"x\".repeat(1_001))",
                () -> acme.permissions().defineIfMissing("invoice.approve", "x".repeat(1_001)),
                InvalidNameException.class,
                "The description of permission 'invoice.approve' has 1001 characters; at most 1000 are allowed. Shorten it.");
        row(
                "acme.declare(Map.of(\"a\", \"x\".repeat(1_001)))",
                () -> acme.declare(Map.of("a", "x".repeat(1_001))),
                InvalidNameException.class,
                "The description of permission 'a' has 1001 characters; at most 1000 are allowed. Shorten it.");
        row(
                "PermissionCatalogue.of(\"a\", \"x\".repeat(1_001))",
                () -> PermissionCatalogue.of("a", "x".repeat(1_001)),
                InvalidNameException.class,
                "The description of permission 'a' has 1001 characters; at most 1000 are allowed. Shorten it.");
        row(
                "PermissionCatalogue.of(\"a\", null)",
                () -> PermissionCatalogue.of("a", null),
                InvalidNameException.class,
                "The description of permission 'a' is missing. Give one; it may be empty.");
        row(
                "acme.bundles().define(\"a\", \"x\".repeat(1_001), List.of())",
                () -> acme.bundles().define("a", "x".repeat(1_001), List.of()),
                InvalidNameException.class,
                "The description of bundle 'a' has 1001 characters; at most 1000 are allowed. Shorten it.");
        row(
                "acme.bundles().describe(\"Clerk\", \"\\ud800\")",
                () -> acme.bundles().describe("Clerk", "\ud800"),
                InvalidNameException.class,
                "The description of bundle 'Clerk' contains a character that is not text (NUL or half a surrogate pair). Remove it.");
        row(
                "acme.groups().define(\"a\", \"x\".repeat(1_001))",
                () -> acme.groups().define("a", "x".repeat(1_001)),
                InvalidNameException.class,
                "The description of group 'a' has 1001 characters; at most 1000 are allowed. Shorten it.");
        row(
                "acme.groups().describe(\"Lisbon\", \"a\\0\")",
                () -> acme.groups().describe("Lisbon", "a\0"),
                InvalidNameException.class,
                "The description of group 'Lisbon' contains a character that is not text (NUL or half a surrogate pair). Remove it.");
        row(
                "acme.subjects().register(alice, \"x\".repeat(256))",
                () -> acme.subjects().register(alice, "x".repeat(256)),
                InvalidNameException.class,
                "The display name of user:alice has 256 characters; at most 255 are allowed. Shorten it.");
        row(
                "acme.subjects().register(alice, \"\\0\")",
                () -> acme.subjects().register(alice, "\0"),
                InvalidNameException.class,
                "The display name of user:alice contains a character that is not text (NUL or half a surrogate pair). Remove it.");
        row(
                "acme.because(\"x\".repeat(1_001))",
                () -> acme.because("x".repeat(1_001)),
                InvalidNameException.class,
                "The reason has 1001 characters; at most 1000 are allowed. Shorten it.");
        row(
                "acme.because(\"\\udfff\")",
                () -> acme.because("\udfff"),
                InvalidNameException.class,
                "The reason contains a character that is not text (NUL or half a surrogate pair). Remove it.");
        row(
                "Grant.allow(alice, \"invoice.approve\").because(\"x\".repeat(1_001))",
                () -> Grant.allow(alice, "invoice.approve").because("x".repeat(1_001)),
                InvalidNameException.class,
                "The reason has 1001 characters; at most 1000 are allowed. Shorten it.");
        row(
                "Grant.allow(alice, \"invoice.approve\").because(\"\\0\")",
                () -> Grant.allow(alice, "invoice.approve").because("\0"),
                InvalidNameException.class,
                "The reason contains a character that is not text (NUL or half a surrogate pair). Remove it.");
    }

    private void validities() {
        section("Validities");
        row(
                "Validity.between(noon, noon)",
                () -> Validity.between(noon, noon),
                IllegalArgumentException.class,
                "A validity from 2026-05-01T12:00:00Z until 2026-05-01T12:00:00Z never holds: until must be after from.");
        row(
                "Validity.between(noon, noon.minusSeconds(1))",
                () -> Validity.between(noon, noon.minusSeconds(1)),
                IllegalArgumentException.class,
                "A validity from 2026-05-01T12:00:00Z until 2026-05-01T11:59:59Z never holds: until must be after from.");
        row(
                "Grant.allow(alice, \"invoice.approve\").until(noon).from(noon.plusNanos(1))",
                () -> Grant.allow(alice, "invoice.approve").until(noon).from(noon.plusNanos(1)),
                IllegalArgumentException.class,
                "A validity from 2026-05-01T12:00:00Z until 2026-05-01T12:00:00Z never holds: until must be after from.");
        row(
                "Validity.from(Instant.parse(\"0000-12-31T23:59:59Z\"))",
                () -> Validity.from(Instant.parse("0000-12-31T23:59:59Z")),
                IllegalArgumentException.class,
                "The bound 'from' of a validity, 0000-12-31T23:59:59Z, is outside the years 1 to 9999. Leave it out for no bound.");
        row(
                "Validity.until(Instant.parse(\"+10000-01-01T00:00:00Z\"))",
                () -> Validity.until(Instant.parse("+10000-01-01T00:00:00Z")),
                IllegalArgumentException.class,
                "The bound 'until' of a validity, +10000-01-01T00:00:00Z, is outside the years 1 to 9999. Leave it out for no bound.");
        row(
                "Validity.until(Instant.MAX)",
                () -> Validity.until(Instant.MAX),
                IllegalArgumentException.class,
                "The bound 'until' of a validity, +1000000000-12-31T23:59:59.999999999Z, is outside the years 1 to 9999. Leave it out for no bound.");
    }
}
