package io.tiergate.admin;

import java.util.List;
import java.util.Map;

/** The page of the documentation that shows the table of bad input. */
final class BadInputPage {

    private static final String HEAD = """
            # Bad input

            What Tiergate answers to what it cannot take. Each message names the input and the remedy, and a call that is refused leaves
            nothing behind: no row, no entry in the change log, no revision. `InvalidNameException` is an `IllegalArgumentException`; the
            other exceptions of the administration service are `AdministrationException`s.

            This page is written by `BadInputTest`, which fails when the page is not true. To write it again:
            `mvn -pl auth-core test -Dtest=BadInputTest -Dtiergate.docs.write=true`.

            In the calls, `acme` and `shared` are administration services of these tenants. `acme` has the permissions `invoice.approve`
            and `invoice.old` (retired), the bundles `Clerk` and `Auditor`, the group `Lisbon` and the subject `user:alice`; the type of
            resources `folder`, whose owners are allowed `Auditor`, and `folder(1)`, below which stands `folder(2)`, and below that
            `folder(3)`. Another tenant has the permission `report.print` and the bundle `Printer`. `shared` has the permission
            `help.read` and the bundle `Reader`. `connection` is one to an H2 with a table `app_user`, which has the columns `id` and `born`. `MergeMigrations` stands
            for its command line, which prints the message and ends with 1.
            """;

    private static final String NULLS = """

            ## Null

            Nothing takes null where its type does not say so. Every public method of the administration service, tried with each of its
            arguments:

            | method | argument | exception | message |
            | --- | --- | --- | --- |
            """;

    private final StringBuilder text = new StringBuilder(HEAD);

    private BadInputPage() {}

    /** A method, an argument of it that is null, and what that gets. */
    record NullRow(String method, String argument, Throwable answer) {}

    static String of(Map<String, List<BadInput>> sections, List<NullRow> nulls) {
        BadInputPage page = new BadInputPage();
        sections.forEach(page::section);
        page.text.append(NULLS);
        for (NullRow row : nulls) {
            page.row(
                    row.method(),
                    row.argument(),
                    name(row.answer()),
                    row.answer().getMessage());
        }
        return page.text.toString();
    }

    private void section(String title, List<BadInput> rows) {
        text.append("\n## ").append(title).append("\n\n| call | exception | message |\n| --- | --- | --- |\n");
        for (BadInput row : rows) {
            Throwable answer = row.answer();
            row(row.call(), name(answer), answer.getMessage());
        }
    }

    private void row(String... cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(" `").append(cell.replace("|", "\\|")).append("` |");
        }
        text.append('\n');
    }

    private static String name(Throwable answer) {
        return answer.getClass().getSimpleName();
    }
}
