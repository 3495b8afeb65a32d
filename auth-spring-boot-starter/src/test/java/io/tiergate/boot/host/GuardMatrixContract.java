package io.tiergate.boot.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Every way of guarding, for everybody who comes: the status, and what the answer says. */
@TestPropertySource(properties = "tiergate.web.reveal=reason")
abstract class GuardMatrixContract {

    private static final Subject ALICE = Subject.user("alice");
    private static final String PEOPLE = "text/html,application/xhtml+xml,*/*;q=0.8";

    @LocalServerPort
    private int port;

    @Autowired
    private Administration administration;

    @Autowired
    private SwitchableDecisions decisions;

    /** Who comes, and what they get. */
    enum Caller {
        ANONYMOUS(401, null),
        LACKING(403, "NOT_GRANTED"),
        HOLDING(200, null),
        DENIED(403, "DENIED"),
        SUSPENDED(403, "SUBJECT_SUSPENDED"),
        OF_AN_UNKNOWN_PERMISSION(403, "UNKNOWN_PERMISSION"),
        WHILE_THE_STORE_IS_AWAY(503, null);

        private final int status;
        private final @Nullable String reason;

        Caller(int status, @Nullable String reason) {
            this.status = status;
            this.reason = reason;
        }
    }

    static Stream<Arguments> matrix() {
        return Ways.all().flatMap(way -> Arrays.stream(Caller.values()).map(caller -> Arguments.of(way, caller)));
    }

    @AfterEach
    void restore() {
        decisions.away = false;
        administration.grants().list().forEach(grant -> administration.grants().revoke(grant.id()));
        administration.subjects().reinstate(ALICE);
        shared().permissions().restore("topsecret");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("matrix")
    void aProgramGetsTheStatusAndTheReason(String way, Caller caller) {
        prepare(caller);

        HttpResponse<String> answer =
                new Browser(port).send("GET", "/api/" + way, caller == Caller.ANONYMOUS ? null : "alice", null);

        assertThat(answer.statusCode()).isEqualTo(caller.status);
        switch (caller) {
            case HOLDING -> assertThat(answer.body()).isEqualTo("42");
            case ANONYMOUS ->
                assertThat(answer.headers().firstValue("WWW-Authenticate"))
                        .hasValueSatisfying(scheme -> assertThat(scheme).startsWith("Basic"));
            case WHILE_THE_STORE_IS_AWAY ->
                assertThat(answer.body())
                        .contains("\"status\":503", "\"code\":\"DECISION_UNAVAILABLE\"")
                        .doesNotContain("away", "topsecret");
            default ->
                assertThat(answer.body())
                        .contains(
                                "\"status\":403",
                                "\"code\":\"PERMISSION_DENIED\"",
                                "\"permission\":\"" + permission(way) + "\"",
                                "\"reason\":\"" + reason(way, caller) + "\"");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("matrix")
    void aPersonGetsThePageOrIsLedToSignIn(String way, Caller caller) {
        prepare(caller);
        Browser browser = new Browser(port, PEOPLE);
        if (caller != Caller.ANONYMOUS) {
            browser.signIn("alice");
        }

        HttpResponse<String> answer = browser.get("/pages/" + way);

        if (caller == Caller.ANONYMOUS) {
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(Browser.location(answer)).endsWith("/login");
        } else {
            assertThat(answer.statusCode()).isEqualTo(caller.status);
            assertThat(answer.body())
                    .contains(
                            switch (caller.status) {
                                case 200 -> "42";
                                case 403 -> "You may not do this";
                                default -> "Not available right now";
                            });
        }
        if (caller.reason != null) {
            assertThat(answer.body()).contains(permission(way), reason(way, caller));
        }
    }

    /** Where one of several is enough and none is allowed, the first stands for all. */
    private static String permission(String way) {
        return way.equals("rule-any") ? "other" : "topsecret";
    }

    private static @Nullable String reason(String way, Caller caller) {
        return permission(way).equals("other") && caller != Caller.SUSPENDED ? "NOT_GRANTED" : caller.reason;
    }

    private void prepare(Caller caller) {
        if (caller != Caller.LACKING) {
            administration.grants().grant(Grant.allow(ALICE, "topsecret"));
        }
        switch (caller) {
            case DENIED -> administration.grants().grant(Grant.deny(ALICE, "topsecret"));
            case SUSPENDED -> administration.subjects().suspend(ALICE);
            case OF_AN_UNKNOWN_PERMISSION -> shared().permissions().retire("topsecret");
            case WHILE_THE_STORE_IS_AWAY -> decisions.away = true;
            default -> {}
        }
    }

    private Administration shared() {
        return administration.inTenant(Tenant.SHARED);
    }
}
