package io.tiergate.boot.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Group;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a host promises over HTTP, whatever its store. */
abstract class EnforcementContract {

    private static final Grant ALICE = Grant.allow(Subject.user("alice"), "topsecret");
    private static final Grant ALICE_OTHER = Grant.allow(Subject.user("alice"), "other");

    @LocalServerPort
    private int port;

    @Autowired
    private Administration administration;

    @Autowired
    private SwitchableDecisions decisions;

    @Autowired
    private Visits visits;

    @BeforeEach
    void grant() {
        administration.grants().grant(ALICE);
        visits.seen().clear();
    }

    @AfterEach
    void restore() {
        decisions.away = false;
        administration.grants().list().forEach(grant -> administration.grants().revoke(grant.id()));
    }

    @ParameterizedTest
    @MethodSource("io.tiergate.boot.host.Ways#all")
    void anApiAnswers401And403And200(String way) {
        HttpResponse<String> anonymous = api(null, way);
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("WWW-Authenticate")).isPresent();

        assertThat(api("bob", way).statusCode()).isEqualTo(403);
        assertThat(api("alice", way).statusCode()).isEqualTo(200);
        assertThat(api("alice", way).body()).isEqualTo("42");
    }

    @ParameterizedTest
    @MethodSource("io.tiergate.boot.host.Ways#all")
    void aPageLeadsToSignInOrAnswers403Or200(String way) {
        HttpResponse<String> anonymous = new Browser(port).get("/pages/" + way);
        assertThat(anonymous.statusCode()).isEqualTo(302);
        assertThat(Browser.location(anonymous)).endsWith("/login");

        Browser bob = new Browser(port);
        bob.signIn("bob");
        assertThat(bob.get("/pages/" + way).statusCode()).isEqualTo(403);

        Browser alice = new Browser(port);
        alice.signIn("alice");
        assertThat(alice.get("/pages/" + way).body()).isEqualTo("42");
    }

    @Test
    void whatEveryoneMayDoNeedsNoSignIn() {
        administration.grants().grant(Grant.allow(Group.EVERYONE, "topsecret"));

        assertThat(api(null, "annotated").body()).isEqualTo("42");
        assertThat(api(null, "protected").body()).isEqualTo("42");
    }

    @ParameterizedTest
    @MethodSource("io.tiergate.boot.host.Ways#all")
    void aChangedGrantIsFeltByTheNextRequestWithoutANewSignIn(String way) {
        Browser bob = new Browser(port);
        bob.signIn("bob");
        assertThat(bob.get("/pages/" + way).statusCode()).isEqualTo(403);

        Grant grant = Grant.allow(Subject.user("bob"), "topsecret");
        administration.grants().grant(grant);
        assertThat(bob.get("/pages/" + way).body()).isEqualTo("42");

        administration.grants().revoke(grant);
        assertThat(bob.get("/pages/" + way).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"both", "proxied/both"})
    void allThatGuardsAHandlerMustHold(String way) {
        assertThat(api("alice", way).statusCode()).isEqualTo(403);

        administration.grants().revoke(ALICE);
        administration.grants().grant(ALICE_OTHER);
        assertThat(api("alice", way).statusCode()).isEqualTo(403);

        administration.grants().grant(ALICE);
        assertThat(api("alice", way).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("io.tiergate.boot.host.Ways#all")
    void answers503WhereItCannotBeDecided(String way) {
        decisions.away = true;

        assertThat(api("alice", way).statusCode()).isEqualTo(503);
        HttpResponse<String> anonymous = api(null, way);
        assertThat(anonymous.statusCode()).isEqualTo(503);
        assertThat(anonymous.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(anonymous.body()).contains("\"status\":503").doesNotContain("away");
    }

    @Test
    void theHostsOwnAnswerWins() {
        decisions.away = true;

        assertThat(api("alice", "own-answer").statusCode()).isEqualTo(502);
        assertThat(api("alice", "own-denial/42").statusCode()).isEqualTo(502);

        decisions.away = false;
        assertThat(api("bob", "own-denial/not-a-number").statusCode()).isEqualTo(410);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
    void aProtectedControllerGuardsEveryHttpMethod(String method) {
        Browser browser = new Browser(port);

        assertThat(browser.send(method, "/api/protected", null, null).statusCode())
                .isEqualTo(401);
        assertThat(browser.send(method, "/api/protected", "bob", null).statusCode())
                .isEqualTo(403);
        assertThat(visits.seen()).isEmpty();
        assertThat(browser.send(method, "/api/protected", "alice", null).statusCode())
                .isEqualTo(200);
        assertThat(visits.seen()).containsExactly("look-up", "handler");
    }

    @Test
    void optionsAreAnsweredWithoutTheController() {
        assertThat(new Browser(port)
                        .send("OPTIONS", "/api/protected", null, null)
                        .statusCode())
                .isEqualTo(200);
        assertThat(visits.seen()).isEmpty();
    }

    @Test
    void aProtectedControllerAsksBeforeItLooksAtTheRequest() {
        assertThat(api("alice", "protected/not-a-number").statusCode()).isEqualTo(400);
        assertThat(api("bob", "protected/not-a-number").statusCode()).isEqualTo(403);
        assertThat(api(null, "protected/not-a-number").statusCode()).isEqualTo(401);

        Browser browser = new Browser(port);
        assertThat(browser.send("POST", "/api/protected/body", "alice", "no json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.send("POST", "/api/protected/body", "bob", "no json").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aProtectedControllerAsksOncePerRequest() {
        int before = decisions.checks.get();
        api("alice", "protected");

        assertThat(decisions.checks.get() - before).isEqualTo(1);
    }

    @Test
    void aProtectedControllerMayAnswerLater() {
        assertThat(api("alice", "protected/later").body()).isEqualTo("user:alice");
        assertThat(api("bob", "protected/later").statusCode()).isEqualTo(403);
        assertThat(api(null, "protected/later").statusCode()).isEqualTo(401);
    }

    @Test
    void aProtectedControllerMayAskForMore() {
        assertThat(api("alice", "protected/if").body()).isEqualTo("not other");
        administration.grants().grant(ALICE_OTHER);
        assertThat(api("alice", "protected/if").body()).isEqualTo("other");
    }

    @Test
    void aProtectedControllerThatNamesNothingDeniesEveryone() {
        administration.grants().grant(Grant.allow(Subject.user("alice"), "*"));

        assertThat(api(null, "nameless").statusCode()).isEqualTo(401);
        assertThat(api("bob", "nameless").statusCode()).isEqualTo(403);
        assertThat(api("alice", "nameless").statusCode()).isEqualTo(403);
    }

    @Test
    void aProtectedControllerAsksForThePermissionOfTheHttpMethod() {
        Browser browser = new Browser(port);

        assertThat(browser.send("GET", "/api/by-method", "alice", null).statusCode())
                .isEqualTo(200);
        assertThat(browser.send("HEAD", "/api/by-method", "alice", null).statusCode())
                .isEqualTo(200);
        assertThat(browser.send("POST", "/api/by-method", "alice", null).statusCode())
                .isEqualTo(403);
        administration.grants().grant(ALICE_OTHER);
        assertThat(browser.send("POST", "/api/by-method", "alice", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aProtectedControllerLetsNobodyInByAMethodThatNothingIsNamedFor() {
        administration.grants().grant(Grant.allow(Subject.user("alice"), "*"));
        Browser browser = new Browser(port);

        for (String method : new String[] {"PUT", "PATCH", "DELETE"}) {
            assertThat(browser.send(method, "/api/by-method", "alice", null).statusCode())
                    .as(method)
                    .isEqualTo(403);
            assertThat(browser.send(method, "/api/by-method", null, null).statusCode())
                    .as(method)
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"annotated/number", "interface/number"})
    void anAnnotatedHandlerIsAskedForBeforeItsArguments(String way) {
        assertThat(api("alice", way + "/not-a-number").statusCode()).isEqualTo(400);
        assertThat(api("bob", way + "/not-a-number").statusCode()).isEqualTo(403);
        assertThat(api(null, way + "/not-a-number").statusCode()).isEqualTo(401);
        assertThat(api("alice", way + "/42").body()).isEqualTo("number 42");
        assertThat(visits.seen()).as("of alice's two requests").containsExactly("look-up", "look-up");

        Browser browser = new Browser(port);
        assertThat(browser.send("POST", "/api/annotated/body", "alice", "no json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.send("POST", "/api/annotated/body", "bob", "no json").statusCode())
                .isEqualTo(403);
    }

    @Test
    void anAnnotatedHandlerThatAnswersItsDenialsItselfIsAskedForAtTheCall() {
        assertThat(api("bob", "annotated/own-denial/42").body()).isEqualTo("masked");
        assertThat(api("bob", "annotated/own-denial/not-a-number").statusCode()).isEqualTo(400);
    }

    @Test
    void anAnnotatedHandlerMayAnswerLater() {
        assertThat(api("alice", "annotated/later").body()).isEqualTo("later");
        assertThat(api("bob", "annotated/later").statusCode()).isEqualTo(403);
        assertThat(api(null, "annotated/later").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> api(String user, String way) {
        return new Browser(port).send("GET", "/api/" + way, user, null);
    }
}
