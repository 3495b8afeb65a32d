package io.tiergate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Validity;
import io.tiergate.change.ChangeSet;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What users of the application see, whatever its database. */
abstract class EndToEndContract extends RunningSample {

    private static final String THE_SECRET = "The secret is: 42";
    private static final Pattern NAVIGATION = Pattern.compile("<nav.*</nav>", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\"[^>]*>([^<]*)</a>");

    @Autowired
    private DataSource dataSource;

    @Autowired
    private Demonstration demonstration;

    @ParameterizedTest(name = "{0}: {1} {2} → {3} {4}{5}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            anonymous   | GET  | /          | 302 | /login        | -
            anonymous   | GET  | /secret    | 302 | /login        | -
            anonymous   | GET  | /launch    | 302 | /login        | -
            anonymous   | POST | /launch    | 302 | /login        | -
            anonymous   | GET  | /files/plan.svg | 302 | /login   | -
            anonymous   | GET  | /everybody | 200 | -             | You have not signed in
            anonymous   | POST | /logout    | 302 | /login?logout | -
            genericuser | GET  | /          | 200 | -             | Welcome, Generic User
            genericuser | GET  | /secret    | 403 | -             | You may not do this
            genericuser | GET  | /launch    | 403 | -             | You may not do this
            genericuser | POST | /launch    | 403 | -             | You may not do this
            genericuser | GET  | /files/plan.svg | 403 | -        | You may not do this
            genericuser | GET  | /everybody | 200 | -             | A page for everybody
            genericuser | POST | /logout    | 302 | /login?logout | -
            superuser   | GET  | /          | 200 | -             | Welcome, Super User
            superuser   | GET  | /secret    | 200 | -             | The secret is: 42
            superuser   | GET  | /launch    | 200 | -             | Launch control
            superuser   | POST | /launch    | 200 | -             | The missiles are launched
            superuser   | GET  | /files/plan.svg | 200 | -        | <svg
            superuser   | GET  | /everybody | 200 | -             | A page for everybody
            superuser   | POST | /logout    | 302 | /login?logout | -
            """)
    void whoMaySeeWhat(String user, String method, String path, int status, String location, String text) {
        Visitor visitor = visitor(user);
        Page page = method.equals("POST") ? visitor.post(path) : visitor.get(path);

        assertThat(page.status()).isEqualTo(status);
        if (location != null) {
            assertThat(page.location()).isEqualTo("http://127.0.0.1:" + port + location);
        }
        if (text != null) {
            assertThat(page.body()).contains(text);
        }
        if (!(user.equals("superuser") && path.equals("/secret"))) {
            assertThat(page.body()).doesNotContain(THE_SECRET);
        }
    }

    @Test
    void thePartOfThePageForThoseWhoMayLaunchIsNotThereForOthers() {
        assertThat(superuser().get("/").body()).contains("href=\"/launch\"").doesNotContain("A hint");
        assertThat(genericuser().get("/").body()).doesNotContain("/launch").contains("A hint");
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource({
        "anonymous, /everybody, Everybody",
        "genericuser, /, Home Documents Everybody",
        "genericuser, /secret, Home Documents Everybody",
        "genericuser, /no-such-page, Home Documents Everybody",
        "superuser, /, Home Documents Secret Launch Everybody",
        "superuser, /no-such-page, Home Documents Secret Launch Everybody"
    })
    void theNavigationHasWhatOpensForTheUserAndNothingElse(String user, String path, String names) {
        Visitor visitor = visitor(user);

        String navigation = NAVIGATION
                .matcher(visitor.get(path).body())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining());

        assertThat(LINK.matcher(navigation).results().map(link -> link.group(2)).collect(Collectors.joining(" ")))
                .isEqualTo(names);
        LINK.matcher(navigation)
                .results()
                .map(link -> link.group(1))
                .forEach(link -> assertThat(visitor.get(link).status()).as(link).isEqualTo(200));
    }

    @Test
    void theLoginPageAsksNothingOfTiergate() {
        assertThat(visitor().get("/login").body()).doesNotContain("<nav");
    }

    @Test
    void theHomePageShowsByWhichTierAPermissionIsHeld() {
        assertThat(genericuser().get("/").body()).contains("through the group basic", "granted to you directly");
        assertThat(superuser().get("/").body()).contains("through the group secured, in the bundle keys");
    }

    @Test
    void afterSigningInOneIsWhereOneWantedToGo() {
        Visitor visitor = visitor();
        visitor.get("/secret");

        Page answer = visitor.signIn("superuser", "secret123");

        assertThat(answer.status()).isEqualTo(302);
        assertMaySee(visitor.follow(answer), THE_SECRET);
    }

    @Test
    void afterSigningOutThePageSaysSoAndNothingIsOpen() {
        Visitor visitor = superuser();

        Page answer = visitor.post("/logout");

        assertMaySee(visitor.follow(answer), "You are signed out.");
        assertThat(visitor.get("/secret").location()).endsWith("/login");
    }

    @ParameterizedTest
    @CsvSource({"genericuser, not-the-password", "nobody, basic123", "GenericUser, basic123", "genericuser, BASIC123"})
    void aWrongNameAndAWrongPasswordAreToldInTheSameWords(String username, String password) {
        Visitor visitor = visitor();

        Page answer = visitor.signIn(username, password);
        Page page = visitor.follow(answer);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).endsWith("/login?error");
        assertMaySee(page, "The user name or the password is wrong.");
        assertThat(page.body()).doesNotContain(password).doesNotContain(username);
        assertThat(visitor.get("/").location()).endsWith("/login");
    }

    @Test
    void aFormWithoutATokenIsNotAccepted() {
        Visitor visitor = superuser();

        assertThat(visitor.post("/launch", Map.of()).status()).isEqualTo(403);
        assertThat(visitor.post("/launch", Map.of("_csrf", "made-up")).body()).contains("This form is too old");
        assertThat(visitor.post("/logout", Map.of()).status()).isEqualTo(403);
        assertMaySee(visitor.get("/secret"), THE_SECRET);

        Visitor other = visitor();
        assertThat(other.post("/login", Map.of("username", "superuser", "password", "secret123"))
                        .status())
                .isEqualTo(403);
        assertThat(other.get("/secret").location()).endsWith("/login");
    }

    @Test
    void whoIsSuspendedMayNothingFromTheNextRequestOn() {
        Subject user = newUser();
        administration.groups().addMember("secured", user);
        Visitor visitor = signedIn(user);
        assertMaySee(visitor.get("/secret"), THE_SECRET);

        administration.subjects().suspend(user);

        assertRefused(visitor.get("/secret"));
        assertRefused(visitor.get("/"));
        assertRefused(visitor.get("/everybody"));
        assertThat(visitor.post("/logout").status()).isEqualTo(302);

        administration.subjects().reinstate(user);

        assertMaySee(signedIn(user).get("/secret"), THE_SECRET);
    }

    @Test
    void whoIsDeletedWhileSignedInIsRefusedAndNothingBreaks() {
        Subject user = newUser();
        administration.groups().addMember("secured", user);
        Visitor visitor = signedIn(user);
        assertMaySee(visitor.get("/secret"), THE_SECRET);

        administration.subjects().delete(user);

        assertRefused(visitor.get("/secret"));
        assertMaySee(visitor.get("/everybody"), "A page for everybody");
    }

    @Test
    void whoseRowIsDeletedByWhateverProgramIsRefusedWhenTheChangeLogIsNextLookedAt() throws SQLException {
        Subject user = newUser();
        administration.groups().addMember("secured", user);
        administration.grants().grant(Grant.allow(user, Permissions.HINT));
        Visitor visitor = signedIn(user);
        assertMaySee(visitor.get("/secret"), THE_SECRET);

        execute("delete from app_user where username = '" + user.id() + "'");

        // The application looks each second.
        Instant patience = Instant.now().plusSeconds(30);
        while (visitor.get("/secret").status() == 200 && Instant.now().isBefore(patience)) {
            Thread.onSpinWait();
        }
        assertRefused(visitor.get("/secret"));
        assertRefused(visitor.get("/"));
        assertThat(administration.subjects().find(user)).isEmpty();
        assertThat(administration.grants().of(user)).isEmpty();
        List<ChangeSet> log = administration.changesAfter(0, 10_000);
        assertThat(log.get(log.size() - 1).reason()).isEqualToIgnoringCase("deleted from app_user");
        assertThat(log.get(log.size() - 1).changes())
                .last()
                .satisfies(change -> assertThat(change.before()).contains(user.toString()));
    }

    @Test
    void whoComesLaterUnderTheNameOfSomebodyDeletedStartsWithNothing() throws SQLException {
        Subject user = newUser();
        administration.groups().addMember("secured", user);
        execute("delete from app_user where username = '" + user.id() + "'");

        addUser(user);

        assertRefused(signedIn(user).get("/secret"));
    }

    @Test
    void whoLeavesAGroupLosesWhatItHoldsAndGetsItBackWithIt() {
        Subject user = newUser();
        administration.groups().addMember("secured", user);
        Visitor visitor = signedIn(user);
        assertMaySee(visitor.get("/launch"), "Launch control");

        administration.groups().removeMember("secured", user);

        assertRefused(visitor.get("/launch"));
        assertRefused(visitor.get("/secret"));
        assertRefused(visitor.get("/"));

        administration.groups().addMember("secured", user);

        assertMaySee(visitor.get("/launch"), "Launch control");
        assertMaySee(visitor.get("/secret"), THE_SECRET);
    }

    @Test
    void aMembershipThatEndsWhileSignedInIsFeltAtOnce() {
        Subject user = newUser();
        administration
                .groups()
                .addMember("secured", user, Validity.until(clock.instant().plus(Duration.ofHours(1))));
        Visitor visitor = signedIn(user);
        assertMaySee(visitor.get("/secret"), THE_SECRET);

        clock.advance(Duration.ofHours(1));

        assertRefused(visitor.get("/secret"));
    }

    @Test
    void aGrantAndADenialAreFeltAtOnce() {
        Subject user = newUser();
        Visitor visitor = signedIn(user);
        assertRefused(visitor.get("/secret"));

        administration.grants().grant(Grant.allow(user, Permissions.TOPSECRET));
        assertMaySee(visitor.get("/secret"), THE_SECRET);

        administration.grants().grant(Grant.deny(user, Permissions.TOPSECRET));
        assertRefused(visitor.get("/secret"));

        administration.grants().revoke(Grant.deny(user, Permissions.TOPSECRET));
        assertMaySee(visitor.get("/secret"), THE_SECRET);
    }

    @Test
    void theRefusalIsAPageOfItsOwn() {
        Visitor visitor = genericuser();

        Page refusal = visitor.get("/secret");

        assertRefused(refusal);
        assertThat(refusal.body())
                .contains(">/secret</code>", "<dd>genericuser</dd>", "action=\"/logout\"", "href=\"/\"")
                .doesNotContain("<h1>Sign in</h1>");
    }

    @Test
    void programsAreToldByTheStatus() {
        Map<String, String> script = Map.of("X-Requested-With", "XMLHttpRequest", "Accept", "*/*");

        assertThat(visitor().getJson("/secret").status()).isEqualTo(401);
        assertThat(visitor().get("/secret", script).status()).isEqualTo(401);
        assertThat(visitor().getJson("/no-such-page").status()).isEqualTo(401);
        Page refusal = genericuser().getJson("/secret");
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refusal.body())
                .contains("\"status\":403", "\"code\":\"PERMISSION_DENIED\"")
                .doesNotContain("<html", "topsecret");
        assertThat(genericuser().getJson("/files/plan.svg").body()).contains("\"code\":\"PERMISSION_DENIED\"");
        assertThat(genericuser().get("/launch", script).status()).isEqualTo(403);
    }

    @Test
    void errorsHavePagesForPeopleAndBodiesForPrograms() {
        Visitor visitor = genericuser();

        Page missing = visitor.get("/no-such-page");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).contains("There is no such page", ">/no-such-page</code>", "Sign out");
        Page wrongMethod = visitor.post("/secret");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.body()).contains("This request is not accepted");
        Page broken = visitor.get("/broken");
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.body()).contains("Something went wrong").doesNotContain("says the test");
        Page unavailable = visitor.get("/unavailable");
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.body()).contains("Not available right now");
        Page forPrograms = visitor.getJson("/unavailable");
        assertThat(forPrograms.status()).isEqualTo(503);
        assertThat(forPrograms.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void whereTheStoreCannotAnswerNobodyIsLetInAndNobodyIsRefused() throws SQLException {
        // Nobody who was asked about before: that is known for as long as the change log can be read.
        Subject user = newUser();
        administration.groups().addMember("secured", user);
        Visitor visitor = signedIn(user);
        execute("alter table tiergate_grant rename to tiergate_grant_away");
        try {
            for (String path : new String[] {"/", "/secret", "/launch"}) {
                Page page = visitor.get(path);
                assertThat(page.status()).as(path).isEqualTo(503);
                assertThat(page.body()).contains("Not available right now").doesNotContain(THE_SECRET);
                assertThat(visitor.getJson(path).status()).as(path).isEqualTo(503);
            }
            assertThat(visitor().get("/login").status()).isEqualTo(200);
            // An error page whose navigation asks.
            assertThat(visitor.get("/no-such-page").body()).contains("Not available right now");
        } finally {
            execute("alter table tiergate_grant_away rename to tiergate_grant");
        }
        assertMaySee(visitor.get("/secret"), THE_SECRET);
    }

    @Test
    void theSessionAndThePagesAreProtected() {
        Page page = visitor().get("/login");

        assertThat(page.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(page.header("Cache-Control")).contains("no-store");
    }

    @Test
    void passwordsAreKeptAsHashesOnly() throws SQLException {
        assertThat(text("select min(password_hash) from app_user")).startsWith("{bcrypt}");
        assertThat(text("select count(*) from app_user where password_hash not like '{bcrypt}%'"))
                .isEqualTo("0");
    }

    @Test
    void theHistoriesOfBothMigrationsStandSideBySide() throws SQLException {
        String quote;
        try (Connection connection = dataSource.getConnection()) {
            quote = connection.getMetaData().getIdentifierQuoteString();
        }
        for (String history : new String[] {"flyway_schema_history", "tiergate_schema_history"}) {
            String from = " from " + quote + history + quote + " where " + quote;
            assertThat(text("select count(*)" + from + "version" + quote + " = '1'"))
                    .isEqualTo("1");
        }
        assertThat(text("select count(*) from app_user where username = 'superuser'"))
                .isEqualTo("1");
        assertThat(text("select count(*) from tiergate_subject where subject_id = 'superuser'"))
                .isEqualTo("1");
    }

    @Test
    void anotherStartChangesNothing() {
        int changes = administration.changesAfter(0, 10_000).size();

        demonstration.start();

        assertThat(administration.changesAfter(0, 10_000)).hasSize(changes);
        assertMaySee(genericuser().get("/"), "Welcome");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private Visitor visitor(String user) {
        return switch (user) {
            case "genericuser" -> genericuser();
            case "superuser" -> superuser();
            default -> visitor();
        };
    }
}
