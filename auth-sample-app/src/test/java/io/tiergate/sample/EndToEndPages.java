package io.tiergate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees which page, and what is on it. */
interface EndToEndPages extends EndToEndScene {

    Pattern NAVIGATION = Pattern.compile("<nav.*</nav>", Pattern.DOTALL);
    Pattern LINK = Pattern.compile("<a href=\"([^\"]*)\"[^>]*>([^<]*)</a>");

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
    default void whoMaySeeWhat(String user, String method, String path, int status, String location, String text) {
        Visitor visitor = visitor(user);
        Page page = method.equals("POST") ? visitor.post(path) : visitor.get(path);

        assertThat(page.status()).isEqualTo(status);
        if (location != null) {
            assertThat(page.location()).isEqualTo("http://127.0.0.1:" + port() + location);
        }
        if (text != null) {
            assertThat(page.body()).contains(text);
        }
        if (!(user.equals("superuser") && path.equals("/secret"))) {
            assertThat(page.body()).doesNotContain(THE_SECRET);
        }
    }

    @Test
    default void thePartOfThePageForThoseWhoMayLaunchIsNotThereForOthers() {
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
    default void theNavigationHasWhatOpensForTheUserAndNothingElse(String user, String path, String names) {
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
    default void theLoginPageAsksNothingOfTiergate() {
        assertThat(visitor().get("/login").body()).doesNotContain("<nav");
    }

    @Test
    default void theHomePageShowsByWhichTierAPermissionIsHeld() {
        assertThat(genericuser().get("/").body()).contains("through the group basic", "granted to you directly");
        assertThat(superuser().get("/").body()).contains("through the group secured, in the bundle keys");
    }

    private Visitor visitor(String user) {
        return switch (user) {
            case "genericuser" -> genericuser();
            case "superuser" -> superuser();
            default -> visitor();
        };
    }
}
