package io.tiergate.decision;

import static io.tiergate.decision.CachedScene.ALICE;
import static io.tiergate.decision.CachedScene.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.change.ChangeFeed;
import io.tiergate.decision.CachedScene.CachedNode;
import io.tiergate.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/** What a node knows of what others have committed, on a real PostgreSQL. */
@Timeout(60)
class OtherNodesChangesTest {

    private final CachedScene scene = new CachedScene(TestDatabase.POSTGRESQL);

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void aNodeFeelsWhatAnotherHasCommittedWhenItLooks() {
        CachedNode writer = scene.nodeWith("entry");
        CachedNode reader = scene.node();
        assertThat(reader.allows(ALICE, "entry")).isFalse();
        writer.grant(ALICE, "entry");
        assertThat(reader.allows(ALICE, "entry")).isFalse();

        reader.decisions().refresh();

        assertThat(reader.allows(ALICE, "entry")).isTrue();
    }

    @Test
    void aDemandedRevisionIsWaitedForByNobodyButIsRead() {
        CachedNode writer = scene.nodeWith("entry");
        CachedNode reader = scene.node();
        assertThat(reader.allows(ALICE, "entry")).isFalse();
        writer.grant(ALICE, "entry");
        Revision revision = writer.check(ALICE, "entry").revision();
        AccessRequest request = new AccessRequest(Tenant.DEFAULT, ALICE, "entry");

        Decision decision = reader.decisions().check(request.atLeast(revision));

        assertThat(decision.allowed()).isTrue();
        assertThat(decision.revision().atLeast(revision)).isTrue();
        assertThat(reader.allows(ALICE, "entry")).isTrue();
        Revision never = new Revision(revision.tenant() + 1, revision.shared());
        assertThatThrownBy(() -> reader.decisions().check(request.atLeast(never)))
                .isInstanceOf(DecisionUnavailableException.class)
                .hasMessageContaining(never.toString());
    }

    @Test
    void aNodeThatTheLogHasForgottenReadsAllAnew() {
        CachedNode writer = scene.nodeWith("entry", "exit");
        writer.grant(ALICE, "entry");
        CachedNode reader = scene.node();
        assertThat(reader.allows(ALICE, "entry")).isTrue();
        assertThat(reader.allows(BOB, "exit")).isFalse();

        writer.revoke(ALICE, "entry");
        writer.grant(BOB, "exit");
        writer.administration().permissions().define("later", "");
        JdbcTemplate jdbc = new JdbcTemplate(writer.host().dataSource());
        jdbc.update("delete from tiergate_change");
        jdbc.update("delete from tiergate_change_set");
        reader.decisions().refresh();

        assertThat(reader.allows(ALICE, "entry")).isFalse();
        assertThat(reader.allows(BOB, "exit")).isTrue();
        assertThat(reader.check(ALICE, "later").code()).isEqualTo(Decision.Code.NOT_GRANTED);
    }

    @Test
    void aLogThatHasForgottenTheMiddleIsNoticedToo() {
        CachedNode writer = scene.nodeWith("entry", "exit");
        writer.grant(ALICE, "entry");
        CachedNode reader = scene.node();
        assertThat(reader.allows(ALICE, "entry")).isTrue();

        writer.revoke(ALICE, "entry");
        long forgotten = writer.check(ALICE, "entry").revision().tenant();
        writer.grant(BOB, "exit");
        JdbcTemplate jdbc = new JdbcTemplate(writer.host().dataSource());
        jdbc.update(
                "delete from tiergate_change where change_set_id in"
                        + " (select id from tiergate_change_set where tenant_id = 2 and revision = ?)",
                forgotten);
        jdbc.update("delete from tiergate_change_set where tenant_id = 2 and revision = ?", forgotten);
        reader.decisions().refresh();

        assertThat(reader.allows(ALICE, "entry")).isFalse();
        assertThat(reader.allows(BOB, "exit")).isTrue();
    }

    @Test
    void aCheckOnANodeThatDoesNotHearTheStoreWaitsNotForAsLongAsAnAnswerMayBeOld() throws Exception {
        PausedStatement pause = new PausedStatement(sql -> sql.contains("from tiergate_revision r where"));
        ChangeFeed.Settings feed = new ChangeFeed.Settings(Duration.ofMillis(50), Duration.ofSeconds(4));
        CachedNode node = scene.node(feed, Clock.systemUTC(), pause::after);
        node.administration().permissions().define("entry", "");
        assertThat(node.allows(ALICE, "entry")).isFalse();
        pause.next();
        pause.awaitReached();
        while (node.decisions().freshness().fresh()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }

        long before = System.nanoTime();
        assertThatThrownBy(() -> node.allows(ALICE, "entry"))
                .isInstanceOf(DecisionUnavailableException.class)
                .hasMessageContaining("was not heard of");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
        pause.goOn();
    }
}
