package io.tiergate.sample;

import static io.tiergate.sample.RunningSample.assertMaySee;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in and out, and what keeps others from doing it for somebody. */
interface EndToEndSessions extends EndToEndScene {

    @Test
    default void afterSigningInOneIsWhereOneWantedToGo() {
        Visitor visitor = visitor();
        visitor.get("/secret");

        Page answer = visitor.signIn("superuser", "secret123");

        assertThat(answer.status()).isEqualTo(302);
        assertMaySee(visitor.follow(answer), THE_SECRET);
    }

    @Test
    default void afterSigningOutThePageSaysSoAndNothingIsOpen() {
        Visitor visitor = superuser();

        Page answer = visitor.post("/logout");

        assertMaySee(visitor.follow(answer), "You are signed out.");
        assertThat(visitor.get("/secret").location()).endsWith("/login");
    }

    @ParameterizedTest
    @CsvSource({"genericuser, not-the-password", "nobody, basic123", "GenericUser, basic123", "genericuser, BASIC123"})
    default void aWrongNameAndAWrongPasswordAreToldInTheSameWords(String username, String password) {
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
    default void aFormWithoutATokenIsNotAccepted() {
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
    default void theSessionAndThePagesAreProtected() {
        Page page = visitor().get("/login");

        assertThat(page.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(page.header("Cache-Control")).contains("no-store");
    }
}
