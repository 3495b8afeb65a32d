package io.tiergate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Subject;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** As it must be where others can reach the application. */
@TestPropertySource(properties = {"tiergate-sample.demo=false", "spring.datasource.url=jdbc:h2:mem:plain"})
class WithoutDemonstrationTest extends RunningSample {

    @Test
    void thereAreNoUsersWithKnownPasswords() {
        Visitor visitor = visitor();

        assertThat(visitor.get("/login").body()).contains("Sign in").doesNotContain("printed three users");
        assertThat(visitor.signIn("genericuser", "basic123").location()).endsWith("/login?error");
        assertThat(visitor.signIn("superuser", "secret123").location()).endsWith("/login?error");
        assertThat(administration.subjects().list()).isEmpty();
    }

    @Test
    void nothingIsGrantedToAnybody() {
        Subject user = newUser();

        assertThat(visitor().get("/everybody").location()).endsWith("/login");
        assertRefused(signedIn(user).get("/everybody"));
        assertThat(administration.grants().list()).isEmpty();
    }
}
