package io.tiergate.admin;

import io.tiergate.InvalidNameException;
import io.tiergate.Tenant;
import io.tiergate.change.ChangeFeed;
import io.tiergate.decision.CachedDecisionPoint;
import io.tiergate.schema.MergeCommands;
import io.tiergate.schema.SchemaMigration;
import io.tiergate.schema.UserLink;
import io.tiergate.store.memory.MemoryStore;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is set up wrongly: the feed, what is kept, links to tables of users, merges. */
final class BadSettings extends BadInputTable {

    private static final String USE =
            " Use: <vendor> <folder of the application's migrations> [further folders of the same history] [--prefix=V], or: print <vendor> [from-version]. Vendors: h2, postgresql, mariadb.";

    BadSettings(Administration acme) {
        super(acme);
    }

    /** What is done to a link on a database. */
    private interface Linking {
        void on(Connection connection);
    }

    @Override
    void fill() {
        feedAndCache();
        linksThatCannotBeNamed();
        linksThatDoNotFit();
        merges();
    }

    private void feedAndCache() {
        section("The change feed and what is kept");
        row(
                "new ChangeFeed.Settings(Duration.ofMillis(1), Duration.ofSeconds(30))",
                () -> new ChangeFeed.Settings(Duration.ofMillis(1), Duration.ofSeconds(30)),
                IllegalArgumentException.class,
                "The interval of the change feed is PT0.001S: it must be at least PT0.01S. The default is PT1S.");
        row(
                "new ChangeFeed.Settings(Duration.ofSeconds(20), Duration.ofSeconds(30))",
                () -> new ChangeFeed.Settings(Duration.ofSeconds(20), Duration.ofSeconds(30)),
                IllegalArgumentException.class,
                "The allowed staleness is PT30S: it must be at least twice the interval of the change feed, which is PT20S. Allow more, or look more often.");
        row(
                "new ChangeFeed.Settings(Duration.ofSeconds(1), Duration.ofDays(2))",
                () -> new ChangeFeed.Settings(Duration.ofSeconds(1), Duration.ofDays(2)),
                IllegalArgumentException.class,
                "The allowed staleness is PT48H: it must be at most PT24H. The default is PT30S.");
        row(
                "CachedDecisionPoint.over(store).maximumSubjects(0)",
                () -> CachedDecisionPoint.over(new MemoryStore()).maximumSubjects(0),
                IllegalArgumentException.class,
                "The maximum number of subjects that are kept is 0: it must be at least 1.");
        row(
                "CachedDecisionPoint.over(store).maximumResources(0)",
                () -> CachedDecisionPoint.over(new MemoryStore()).maximumResources(0),
                IllegalArgumentException.class,
                "The maximum number of resources that are kept is 0: it must be at least 1.");
        row(
                "CachedDecisionPoint.over(store).maximumTenants(-1)",
                () -> CachedDecisionPoint.over(new MemoryStore()).maximumTenants(-1),
                IllegalArgumentException.class,
                "The maximum number of tenants that are kept is -1: it must be at least 1.");
    }

    private void linksThatCannotBeNamed() {
        section("Links to a table of users");
        UserLink link = UserLink.of("app_user", "id");
        row(
                "UserLink.of(\"\", \"id\")",
                () -> UserLink.of("", "id"),
                IllegalArgumentException.class,
                "The name of the table is empty. Give it as the catalogue of the database has it, without quotes.");
        row(
                "UserLink.of(\"app_user\", \"\")",
                () -> UserLink.of("app_user", ""),
                IllegalArgumentException.class,
                "The name of the key column is empty. Give it as the catalogue of the database has it, without quotes.");
        row(
                "UserLink.of(\"app_user\", \"id\").inSchema(\"\")",
                () -> link.inSchema(""),
                IllegalArgumentException.class,
                "The name of the schema is empty. Give it as the catalogue of the database has it, without quotes.");
        row(
                "UserLink.of(\"app_user\", \"id\").tenantColumn(\"\")",
                () -> link.tenantColumn(""),
                IllegalArgumentException.class,
                "The name of the tenant column is empty. Give it as the catalogue of the database has it, without quotes.");
        row(
                "UserLink.of(\"app_user\", \"id\").inTenant(Tenant.SHARED)",
                () -> link.inTenant(Tenant.SHARED),
                IllegalArgumentException.class,
                "The tenant 'shared' has no subjects. Link in a tenant of your own, such as 'default'.");
        row(
                "UserLink.of(\"app_user\", \"id\").subjectType(\"a b\")",
                () -> link.subjectType("a b"),
                InvalidNameException.class,
                "'a b' is not a subject type. Begin with a lower-case letter, go on with lower-case letters, digits, '_' and '-', for example user or service.");
    }

    private void linksThatDoNotFit() {
        linked(
                "UserLink.of(\"nowhere\", \"id\").create(connection)",
                connection -> UserLink.of("nowhere", "id").create(connection),
                IllegalArgumentException.class,
                "There is no table 'nowhere' in schema 'PUBLIC', or this user may not see it. Check its spelling, give it without quotes, and its schema, if it is another one, with inSchema(\"…\").");
        linked(
                "UserLink.of(\"app_user\", \"user_id\").create(connection)",
                connection -> UserLink.of("app_user", "user_id").create(connection),
                IllegalArgumentException.class,
                "There is no column 'user_id' in table 'APP_USER' of schema 'PUBLIC'. Check its spelling, and give it without quotes. There are: BORN, ID");
        linked(
                "UserLink.of(\"app_user\", \"born\").create(connection)",
                connection -> UserLink.of("app_user", "born").create(connection),
                IllegalArgumentException.class,
                "The column 'BORN' of table 'APP_USER' has the type date, whose text is not the same everywhere. Link by a column of an integer type, uuid, char, varchar or text.");
        linked(
                "UserLink.of(\"app_user\", \"id\").inSchema(\"crm\").create(connection)",
                connection -> UserLink.of("app_user", "id").inSchema("crm").create(connection),
                IllegalArgumentException.class,
                "There is no schema 'crm', or this user may not see it. Check its spelling, and give it without quotes.");
        linked(
                "UserLink.of(\"app_user\", \"id\").drop(connection)",
                connection -> UserLink.of("app_user", "id").drop(connection),
                IllegalStateException.class,
                "The table 'APP_USER' of schema 'PUBLIC' is not linked by the column 'ID' for subjects of type 'user' in every tenant, so there is nothing to undo. No table of that schema is linked. Undo a link with the names, the type and the tenant that it was created with.");
    }

    /** On an H2 with a table of users that is not linked. */
    private void linked(String call, Linking linking, Class<? extends RuntimeException> exception, String message) {
        row(
                call,
                () -> {
                    try (FreshDatabase database = TestDatabase.H2.fresh()) {
                        DataSource dataSource = database.dataSource();
                        new SchemaMigration(dataSource).migrate();
                        new JdbcTemplate(dataSource)
                                .execute("create table app_user (id bigint primary key, born date)");
                        try (Connection connection = dataSource.getConnection()) {
                            linking.on(connection);
                        }
                    }
                },
                exception,
                message);
    }

    private void merges() {
        section("Merging the migrations");
        merge("A vendor and a folder are needed." + USE);
        merge("A vendor and a folder are needed." + USE, "h2");
        merge("'--suffix=.ddl' is no option." + USE, "h2", "db/migration", "--suffix=.ddl");
        merge(
                "Tiergate has no tables for the vendor 'oracle'. Name one of h2, postgresql, mariadb.",
                "oracle",
                "db/migration");
        merge("'2' is too much." + USE, "print", "h2", "1", "2");
    }

    private void merge(String message, String... arguments) {
        row(
                ("MergeMigrations " + String.join(" ", arguments)).strip(),
                () -> MergeCommands.run(arguments),
                MergeCommands.REFUSAL,
                message);
    }
}
