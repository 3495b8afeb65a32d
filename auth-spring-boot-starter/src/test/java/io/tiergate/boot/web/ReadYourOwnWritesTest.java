package io.tiergate.boot.web;

import static io.tiergate.boot.web.TwoNodes.carried;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.web.TwoNodes.Node;
import io.tiergate.testing.TestDatabase;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MvcResult;

/** A session that has changed permissions on one node sees them changed on another, which has not heard of it. */
class ReadYourOwnWritesTest {

    private static final String DEFAULT = "default";

    private final MockHttpSession session = new MockHttpSession();
    private final MockHttpSession other = new MockHttpSession();

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSessionSeesItsOwnChangeOnAnotherNode(TestDatabase database) {
        TwoNodes.run(database, (first, second) -> {
            assertThat(second.allows(DEFAULT, session)).isFalse();
            first.post("/grant", DEFAULT, session);

            assertThat(second.allows(DEFAULT, other)).isFalse();
            assertThat(second.allows(DEFAULT, null)).isFalse();
            assertThat(second.allows(DEFAULT, carried(session))).isTrue();

            first.post("/revoke", DEFAULT, session);
            assertThat(second.allows(DEFAULT, other)).isTrue();
            assertThat(second.allows(DEFAULT, carried(session))).isFalse();
        });
    }

    @Test
    void annotationsAndExpressionsSeeItToo() {
        TwoNodes.run(TestDatabase.H2, (first, second) -> {
            for (String way : new String[] {"/annotated", "/expression"}) {
                assertThat(status(second.get(way, DEFAULT, session))).isEqualTo(403);
                first.post("/grant", DEFAULT, session);
                assertThat(status(second.get(way, DEFAULT, other))).isEqualTo(403);
                assertThat(status(second.get(way, DEFAULT, carried(session)))).isEqualTo(200);
                first.post("/revoke", DEFAULT, session);
                assertThat(status(second.get(way, DEFAULT, carried(session)))).isEqualTo(403);
            }
        });
    }

    @Test
    void aChangeInATransactionOfTheHostIsSeenAndOneThatWasRolledBackIsNotRemembered() {
        TwoNodes.run(TestDatabase.H2, (first, second) -> {
            assertThat(second.allows(DEFAULT, session)).isFalse();
            first.post("/grant/rolled-back", DEFAULT, session);
            assertThat(Collections.list(session.getAttributeNames())).isEmpty();

            first.post("/grant/in-transaction", DEFAULT, session);
            assertThat(Collections.list(session.getAttributeNames())).containsExactly(SessionChanges.ATTRIBUTE);
            assertThat(second.allows(DEFAULT, carried(session))).isTrue();
        });
    }

    @Test
    void noSessionIsBegun() {
        TwoNodes.run(TestDatabase.H2, (first, second) -> {
            assertThat(first.post("/grant", DEFAULT, null).getRequest().getSession(false))
                    .isNull();
            assertThat(first.get("/entry", DEFAULT, null).getRequest().getSession(false))
                    .isNull();
        });
    }

    @Test
    void whatIsSharedIsSeenInEveryTenant() {
        TwoNodes.run(TestDatabase.H2, (first, second) -> {
            assertThat(later(second, session)).isEqualTo("UNKNOWN_PERMISSION");
            first.post("/declare", DEFAULT, session);

            assertThat(later(second, other)).isEqualTo("UNKNOWN_PERMISSION");
            assertThat(later(second, carried(session))).isEqualTo("NOT_GRANTED");
        });
    }

    @Test
    void aChangeInOneTenantIsDemandedOfThatTenantOnly() {
        TwoNodes.run(TestDatabase.H2, (first, second) -> {
            first.post("/tenant", "acme", other);
            assertThat(second.allows("acme", session)).isFalse();
            assertThat(second.allows(DEFAULT, session)).isFalse();
            first.post("/grant", "acme", session);
            first.post("/grant", DEFAULT, other);

            assertThat(second.allows(DEFAULT, carried(session))).isFalse();
            assertThat(second.allows("acme", carried(session))).isTrue();
            assertThat(second.allows(DEFAULT, carried(other))).isTrue();
        });
    }

    @Test
    void aTenantThatIsDeletedAndCreatedAgainShutsNobodyOut() {
        TwoNodes.run(TestDatabase.H2, (first, second) -> {
            first.post("/tenant", "acme", session);
            first.post("/grant", "acme", session);
            first.post("/revoke", "acme", session);
            first.post("/grant", "acme", session);
            assertThat(second.allows("acme", carried(session))).isTrue();

            first.post("/tenant/delete", "acme", session);
            assertThat(second.allows("acme", carried(session))).isFalse();
            first.post("/tenant", "acme", session);
            assertThat(second.allows("acme", carried(session))).isFalse();
            first.post("/grant", "acme", session);
            assertThat(second.allows("acme", carried(session))).isTrue();

            // By somebody else: the session remembers more than the new tenant has.
            first.post("/tenant/delete", "acme", other);
            first.post("/tenant", "acme", other);
            assertThat(status(first.get("/entry", "acme", session))).isEqualTo(200);
            assertThat(first.allows("acme", session)).isFalse();
            assertThat(second.allows("acme", carried(other))).isFalse();
            assertThat(second.allows("acme", carried(session))).isFalse();
        });
    }

    /** What it remembers is of the new one; the page says so. */
    @Test
    void aTenantThatSomebodyElseHasMadeAnewIsTheOldOneToANodeThatHasNotLooked() {
        TwoNodes.run(TestDatabase.H2, (first, second) -> {
            first.post("/tenant", "acme", other);
            assertThat(second.allows("acme", session)).isFalse();
            first.post("/tenant/delete", "acme", other);
            first.post("/tenant", "acme", other);

            first.post("/grant", "acme", session);

            assertThat(first.allows("acme", session)).isTrue();
            assertThat(second.allows("acme", carried(session))).isFalse();
        });
    }

    @Test
    void aRevisionThatTheStoreHasNotReachedIsAnsweredWith503UntilItIsForgotten() {
        TwoNodes.run(TestDatabase.H2, (first, second) -> {
            first.post("/grant", DEFAULT, session);
            String remembered = (String) session.getAttribute(SessionChanges.ATTRIBUTE);
            session.setAttribute(SessionChanges.ATTRIBUTE, remembered + "00");
            assertThat(status(second.get("/entry", DEFAULT, session))).isEqualTo(503);
            assertThat(status(second.get("/entry", DEFAULT, other))).isEqualTo(200);

            session.setAttribute(SessionChanges.ATTRIBUTE, "1" + remembered.substring(remembered.indexOf(';')) + "00");
            assertThat(status(second.get("/entry", DEFAULT, session))).isEqualTo(200);
        });
    }

    @Test
    void nothingIsRememberedWhereItIsSwitchedOff() {
        TwoNodes.run(
                TestDatabase.H2,
                (first, second) -> {
                    assertThat(second.allows(DEFAULT, session)).isFalse();
                    first.post("/grant", DEFAULT, session);

                    assertThat(Collections.list(session.getAttributeNames())).isEmpty();
                    assertThat(first.allows(DEFAULT, session)).isTrue();
                    assertThat(second.allows(DEFAULT, carried(session))).isFalse();
                },
                "tiergate.session.remember-revision=false");
    }

    @Test
    void nothingIsRememberedWithAStoreInMemory() {
        TwoNodes.run(
                TestDatabase.H2,
                (first, second) -> {
                    first.post("/grant", DEFAULT, session);

                    assertThat(Collections.list(session.getAttributeNames())).isEmpty();
                    assertThat(first.allows(DEFAULT, session)).isTrue();
                },
                "tiergate.store=memory");
    }

    private static int status(MvcResult result) {
        return result.getResponse().getStatus();
    }

    private static String later(Node node, MockHttpSession session) throws Exception {
        return node.get("/later", DEFAULT, session).getResponse().getContentAsString();
    }
}
