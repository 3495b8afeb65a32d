package io.tiergate.sample;

import static io.tiergate.sample.RunningSample.assertMaySee;
import static io.tiergate.sample.RunningSample.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is answered to those who are refused, and where something is wrong. */
interface EndToEndErrors extends EndToEndScene {

    @Test
    default void theRefusalIsAPageOfItsOwn() {
        Visitor visitor = genericuser();

        Page refusal = visitor.get("/secret");

        assertRefused(refusal);
        assertThat(refusal.body())
                .contains(">/secret</code>", "<dd>genericuser</dd>", "action=\"/logout\"", "href=\"/\"")
                .doesNotContain("<h1>Sign in</h1>");
    }

    @Test
    default void programsAreToldByTheStatus() {
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
    default void errorsHavePagesForPeopleAndBodiesForPrograms() {
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
    default void whereTheStoreCannotAnswerNobodyIsLetInAndNobodyIsRefused() throws SQLException {
        // Nobody who was asked about before: that is known for as long as the change log can be read.
        Subject user = newUser();
        administration().groups().addMember("secured", user);
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
}
