package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.change.ChangeFeed;
import io.tiergate.decision.CachedDecisionPoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When other nodes feel it, which decide from memory. */
interface UserLinkNodes extends UserLinkScene {

    Duration INTERVAL = Duration.ofMillis(200);

    /** What looks may need besides on a busy machine. */
    Duration MARGIN = Duration.ofSeconds(5);

    @Test
    default void anotherNodeRefusesWhoIsDeletedWithinItsInterval() throws InterruptedException {
        Subject subject = Subject.user("user-" + number());
        give(administration(), subject);
        String table = linkedTable();
        insert(table, subject.id());
        try (CachedDecisionPoint elsewhere = CachedDecisionPoint.over(other().store())
                .feed(new ChangeFeed.Settings(INTERVAL, Duration.ofMinutes(5)))
                .build()) {
            assertThat(codes(elsewhere, subject)).containsOnly(Code.GRANTED);

            delete(table, subject.id());

            long deadline = System.nanoTime() + INTERVAL.plus(MARGIN).toNanos();
            while (codes(elsewhere, subject).contains(Code.GRANTED) && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
            assertThat(codes(elsewhere, subject)).containsOnly(Code.NOT_GRANTED);
        }
    }

    private static List<Code> codes(CachedDecisionPoint decisions, Subject subject) {
        return UserLinkRemoval.ALL.stream()
                .map(permission -> decisions
                        .check(new AccessRequest(Tenant.DEFAULT, subject, permission))
                        .code())
                .toList();
    }
}
