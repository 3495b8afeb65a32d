package io.tiergate.hosts;

import io.tiergate.hosts.SituationsTest.Outcome;
import io.tiergate.testing.TestDatabase;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The page of the documentation that shows which kinds of hosts are tried. */
final class HostsPage {

    private static final String HEAD = """
            # Will it work in my application?

            Each of these is an application that is started on each database with every build. What is seen: without a grant the
            answer is no, with one it is yes; a second start changes nothing, neither in the schema nor in a history.

            A history is shown with the versions that it has at the end. Yours is Flyway's, `flyway_schema_history`, or
            Liquibase's, `databasechangelog`; ours is `tiergate_schema_history`. A baseline is what Flyway notes in a database that is not empty.

            This page is written by `SituationsTest`, which fails when the page is not true. To write it again:
            `mvn -pl auth-host-tests -am test -Dtest=SituationsTest -Dsurefire.failIfNoSpecifiedTests=false -Dtiergate.docs.write=true`.

            | situation | what it takes | your history | ours | H2 | PostgreSQL | MariaDB |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    private HostsPage() {}

    static String of(Map<Situation, Map<TestDatabase, Outcome>> seen) {
        StringBuilder text = new StringBuilder(HEAD);
        seen.forEach((situation, outcomes) -> {
            text.append("| ").append(situation.title()).append(" | ").append(situation.needed());
            text.append(" | ")
                    .append(same(outcomes.values().stream().map(Outcome::host).toList()));
            text.append(" | ")
                    .append(same(outcomes.values().stream().map(Outcome::own).toList()));
            for (TestDatabase database : TestDatabase.values()) {
                text.append(" | ").append(outcomes.containsKey(database) ? "yes" : "**not tried**");
            }
            text.append(" |\n");
        });
        return text.toString();
    }

    private static String same(Collection<String> histories) {
        Set<String> different = new TreeSet<>(histories);
        String shown = String.join(" or ", different);
        return shown.isEmpty() ? "none" : shown;
    }
}
