package io.tiergate.schema;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be wrong with the tables, and what to do about it: the texts, in one place. */
final class Diagnosis {

    private static final Pattern SCRIPT = Pattern.compile("V\\d+__\\w+\\.sql");
    private static final String VALIDATE = "set tiergate.schema.mode=validate";

    private Diagnosis() {}

    static SchemaException unreachable(Exception failure) {
        return new SchemaException(
                "Tiergate cannot use its database: " + said(failure),
                "Check that it runs, and that spring.datasource.url, .username and .password (or spring.flyway.*, where the"
                        + " migrations have a user of their own) lead to it.",
                failure);
    }

    static SchemaException unsupported(String product) {
        return new SchemaException(
                "Tiergate has no tables for the database '" + product + "'.",
                ways("Use H2, PostgreSQL or MariaDB.", "Set tiergate.store=memory to keep permissions in memory."),
                null);
    }

    static SchemaException collation(String collation) {
        return new SchemaException(
                "This H2 database compares all text by the collation " + collation
                        + ", so that names of permissions and users that differ could be taken for one another.",
                ways(
                        "Create the database without SET COLLATION (look for it in the INIT of spring.datasource.url and in"
                                + " the first scripts).",
                        "Set tiergate.store=memory to keep permissions in memory."),
                null);
    }

    static SchemaException noSchema(String user) {
        return new SchemaException(
                "The connections of the user '" + user + "' are in no schema that exists and that the user may use.",
                ways(
                        "Name the schema for Tiergate's tables by tiergate.schema.name.",
                        "Name it in spring.datasource.url, or give the user the right to use the one that is there."),
                null);
    }

    static SchemaException absent(Place place) {
        return new SchemaException(
                "There are no tables of Tiergate in " + named(place) + ", as the user '" + place.user() + "' sees it.",
                ways(
                        "Let Tiergate make them: tiergate.schema.mode=migrate, the default.",
                        "Run these scripts, in this order, from the jar of auth-core: " + files(place, Script.ALL)
                                + ".",
                        "If they are in another schema, name it by tiergate.schema.name."),
                null);
    }

    static SchemaException outdated(Place place, Set<Integer> versions) {
        List<Script> missing = Script.ALL.stream()
                .filter(script -> !versions.contains(script.version()))
                .toList();
        String numbers =
                missing.stream().map(script -> String.valueOf(script.version())).collect(Collectors.joining(", "));
        return new SchemaException(
                "The tables of Tiergate in " + named(place) + " are older than this library: "
                        + (missing.size() == 1
                                ? "version " + numbers + " is missing."
                                : "versions " + numbers + " are missing."),
                ways(
                        "If Tiergate made them, let it bring them up to date: tiergate.schema.mode=migrate, the default.",
                        "If they are among the application's own migrations, run MergeMigrations again.",
                        "If another tool made them, run with it, in this order, from the jar of auth-core: "
                                + files(place, missing) + "."),
                null);
    }

    static SchemaException madeElsewhere(Place place) {
        return new SchemaException(
                "The tables of Tiergate in " + named(place) + " were made by another tool: there is no history "
                        + SchemaMigration.HISTORY_TABLE + " of Tiergate's own. Nothing was changed.",
                "Leave them to that tool: " + VALIDATE + ".",
                null);
    }

    static SchemaException flywayAbsent() {
        return new SchemaException(
                "Tiergate makes its tables with Flyway, which is not on the class path.",
                ways(
                        "Add org.flywaydb:flyway-core. (auth-spring-boot-starter brings it; look for an exclusion.)",
                        "Make the tables with another tool, and " + VALIDATE + "."),
                null);
    }

    static SchemaException flywayModuleAbsent(Vendor vendor, String artifact) {
        return new SchemaException(
                "Tiergate makes its tables with Flyway, whose module for " + vendor.id() + " is not on the class path.",
                ways(
                        "Add org.flywaydb:" + artifact
                                + ". (auth-spring-boot-starter brings it; look for an exclusion.)",
                        "Make the tables with another tool, and " + VALIDATE + "."),
                null);
    }

    static SchemaException mayNotMake(Place place, SQLException failure) {
        return new SchemaException(
                "The user '" + place.user() + "' may not make Tiergate's tables in " + named(place) + ": "
                        + said(failure),
                ways(
                        "Grant the right: " + Rights.toMigrate(place),
                        "Let the migrations sign in as another user: spring.flyway.user and spring.flyway.password, or a"
                                + " DataSource bean with @FlywayDataSource.",
                        "Let somebody else run these scripts, from the jar of auth-core, and " + VALIDATE + ": "
                                + files(place, Script.ALL) + "."),
                failure);
    }

    static SchemaException mayNotUse(Place place, SQLException failure) {
        return new SchemaException(
                "The user '" + place.user() + "' may not read Tiergate's tables in " + named(place) + ": "
                        + said(failure),
                "Grant select, insert, update and delete on the tables whose names begin with tiergate_, and usage of the"
                        + " sequence tiergate_sequence; for example: " + Rights.toUse(place),
                failure);
    }

    static SchemaException doesNotFit(Place place, RuntimeException failure) {
        // The first line says only that there is something.
        String what =
                String.valueOf(failure.getMessage()).lines().skip(1).findFirst().orElse("");
        return new SchemaException(
                "The history " + SchemaMigration.HISTORY_TABLE + " in " + named(place) + " is not of this library: "
                        + what,
                "The scripts that it names are of another build of Tiergate. Use that build, or its successor; if there is"
                        + " nothing to keep, drop the tables and the sequence whose names begin with tiergate_.",
                failure);
    }

    static SchemaException failed(Place place, Exception failure) {
        SQLException origin = SqlFailures.origin(failure);
        if (origin != null && SqlFailures.isMissingRight(place.vendor(), origin)) {
            return mayNotMake(place, origin);
        }
        Matcher script = SCRIPT.matcher(String.valueOf(failure.getMessage()));
        return new SchemaException(
                "The migration " + (script.find() ? script.group() + " " : "") + "of Tiergate's tables in "
                        + named(place) + " failed: " + said(failure),
                origin instanceof SQLTransientConnectionException
                        ? "The migration needs three connections at once. Let the pool have as many, and start again."
                        : "Mend the cause and start again: the migration goes on where it stopped.",
                failure);
    }

    /** The database's own words if there are any: one line, without what its driver adds. */
    private static String said(Exception failure) {
        SQLException origin = SqlFailures.origin(failure);
        String message = String.valueOf((origin != null ? origin : failure).getMessage());
        return message.lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^\\(conn=\\d+\\) ", "")
                .replaceFirst("; SQL statement:$", "");
    }

    private static String named(Place place) {
        return (place.vendor() == Vendor.MARIADB ? "the database '" : "the schema '") + place.schema() + "'";
    }

    private static String files(Place place, List<Script> scripts) {
        return scripts.stream().map(script -> script.path(place.vendor())).collect(Collectors.joining(", "));
    }

    private static String ways(String... ways) {
        return Stream.of(ways).map(way -> "- " + way).collect(Collectors.joining("\n", "Do one of these:\n", ""));
    }
}
