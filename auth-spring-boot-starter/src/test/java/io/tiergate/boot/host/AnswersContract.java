package io.tiergate.boot.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What those see whom Tiergate does not let in, whatever guards. */
abstract class AnswersContract {

    private static final String PEOPLE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @LocalServerPort
    private int port;

    @Autowired
    private Administration administration;

    @Autowired
    private SwitchableDecisions decisions;

    @AfterEach
    void restore() {
        decisions.away = false;
        administration.grants().list().forEach(grant -> administration.grants().revoke(grant.id()));
    }

    @ParameterizedTest
    @MethodSource("io.tiergate.boot.host.Ways#all")
    void aProgramThatIsDeniedGetsAProblemThatTellsNothingOfPermissions(String way) {
        HttpResponse<String> answer = program("bob", "/api/" + way);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"https://tiergate.io/problems/permission-denied\",\"title\":\"Permission denied\","
                                + "\"status\":403,\"instance\":\"/api/" + way + "\",\"code\":\"PERMISSION_DENIED\"}");
    }

    @ParameterizedTest
    @MethodSource("io.tiergate.boot.host.Ways#all")
    void aPersonWhoIsDeniedGetsAPage(String way) {
        Browser bob = new Browser(port, PEOPLE);
        bob.signIn("bob");

        HttpResponse<String> answer = bob.get("/pages/" + way);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body())
                .contains("<html lang=\"en\">", "<h1>You may not do this</h1>", "href=\"/\"")
                .doesNotContain("topsecret");
    }

    @Test
    void aControllerThatNamesNothingAnswersInTheSameWay() {
        assertThat(program("bob", "/api/nameless").body()).contains("\"code\":\"PERMISSION_DENIED\"");
    }

    @Test
    void whatAnotherRuleDeniesIsAnsweredAsWithoutTiergate() {
        HttpResponse<String> authority = program("bob", "/api/authority");
        assertThat(authority.statusCode()).isEqualTo(403);
        assertThat(authority.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(authority.body()).contains("\"timestamp\"").doesNotContain("PERMISSION_DENIED");

        Browser bob = new Browser(port, PEOPLE);
        bob.signIn("bob");
        HttpResponse<String> withoutToken = bob.send("POST", "/pages/annotated", null, "");
        assertThat(withoutToken.statusCode()).isEqualTo(403);
        assertThat(withoutToken.body()).contains("Whitelabel Error Page");
    }

    @Test
    void aResourceIsOfAnUnknownTypeForEverybody() {
        administration.grants().grant(Grant.allow(Subject.user("alice"), "topsecret"));

        assertThat(program("alice", "/api/documents/42").statusCode()).isEqualTo(403);
        assertThat(program("alice", "/api/documents/42").body()).contains("PERMISSION_DENIED");
        assertThat(program(null, "/api/documents/42").statusCode()).isEqualTo(401);
    }

    @Test
    void aVariableThatAUrlPatternDoesNotHaveLetsNobodyIn() {
        administration.grants().grant(Grant.allow(Subject.user("alice"), "topsecret"));

        assertThat(program("alice", "/api/documents").statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @MethodSource("io.tiergate.boot.host.Ways#all")
    void aProgramIsToldWhereItCannotBeDecided(String way) {
        decisions.away = true;

        HttpResponse<String> answer = program("alice", "/api/" + way);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"https://tiergate.io/problems/decision-unavailable\","
                        + "\"title\":\"Decision unavailable\",\"status\":503,\"instance\":\"/api/" + way
                        + "\",\"code\":\"DECISION_UNAVAILABLE\"}");
    }

    @ParameterizedTest
    @MethodSource("io.tiergate.boot.host.Ways#all")
    void aPersonGetsAPageWhereItCannotBeDecided(String way) {
        Browser alice = new Browser(port, PEOPLE);
        alice.signIn("alice");
        decisions.away = true;

        HttpResponse<String> answer = alice.get("/pages/" + way);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).contains("<h1>Not available right now</h1>").doesNotContain("away");
    }

    @Test
    void whatAnApplicationWrapsIsAnsweredInTheSameWay() {
        decisions.away = true;

        assertThat(program("alice", "/api/wrapped").statusCode()).isEqualTo(503);
        assertThat(program("alice", "/api/wrapped").body()).contains("DECISION_UNAVAILABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"variable", "bean", "expression"})
    void aTemplateAsks(String template) {
        administration.grants().grant(Grant.allow(Subject.user("alice"), "topsecret"));

        assertThat(program("alice", "/api/templates/" + template).body()).contains("42");
        assertThat(program("bob", "/api/templates/" + template).body())
                .contains("nothing else")
                .doesNotContain("42");
        assertThat(program(null, "/api/templates/" + template).body())
                .contains("nothing else")
                .doesNotContain("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"variable", "bean", "expression"})
    void whereATemplateAsksAndItCannotBeDecidedTheAnswerIs503(String template) {
        decisions.away = true;

        HttpResponse<String> program = program("alice", "/api/templates/" + template);
        assertThat(program.statusCode()).isEqualTo(503);
        assertThat(program.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(program.body()).startsWith("{").contains("DECISION_UNAVAILABLE");

        HttpResponse<String> person =
                new Browser(port, PEOPLE).send("GET", "/api/templates/" + template, "alice", null);
        assertThat(person.statusCode()).isEqualTo(503);
        assertThat(person.body()).startsWith("<!DOCTYPE html>").contains("Not available right now");
    }

    @Test
    void aTemplateMayDeny() {
        administration.grants().grant(Grant.allow(Subject.user("alice"), "topsecret"));

        assertThat(program("alice", "/api/templates/required").body()).contains("42");
        HttpResponse<String> program = program("bob", "/api/templates/required");
        assertThat(program.statusCode()).isEqualTo(403);
        assertThat(program.body()).startsWith("{").contains("PERMISSION_DENIED");
        Browser people = new Browser(port, PEOPLE);
        HttpResponse<String> person = people.send("GET", "/api/templates/required", "bob", null);
        assertThat(person.statusCode()).isEqualTo(403);
        assertThat(person.body()).startsWith("<!DOCTYPE html>").contains("You may not do this");
        assertThat(people.send("GET", "/api/templates/required", null, null).statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> program(String user, String path) {
        return new Browser(port).send("GET", path, user, null);
    }
}
