package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tiergate.AccessRequest;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.HasResource;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;

class TiergatePermissionEvaluatorTest {

    private static final Authentication ALICE = SignedIn.user("alice");

    private final KnownPermissions decisions = new KnownPermissions().give(Subject.user("alice"), "read");
    private final TiergatePermissionEvaluator evaluator = new TiergatePermissionEvaluator(
            () -> new Access(decisions, SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT)));
    private final Logger logger = (Logger) LoggerFactory.getLogger(TiergatePermissionEvaluator.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void asksEverywhereWithoutATarget() {
        assertThat(evaluator.hasPermission(ALICE, null, "read")).isTrue();
        assertThat(evaluator.hasPermission(ALICE, null, new StringBuilder("read")))
                .isTrue();
        assertThat(evaluator.hasPermission(ALICE, null, "write")).isFalse();
        assertThat(log.list).isEmpty();
    }

    @Test
    void asksAboutTheGivenAuthentication() {
        assertThat(SignedIn.as(ALICE, () -> evaluator.hasPermission(SignedIn.user("bob"), null, "read")))
                .isFalse();
    }

    @Test
    void deniesAnObjectThatIsNoResourceAndWarnsOncePerClass() {
        assertThat(evaluator.hasPermission(ALICE, new Object(), "read")).isFalse();
        assertThat(evaluator.hasPermission(ALICE, new Object(), "read")).isFalse();

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.WARN);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(message -> assertThat(message).contains("'java.lang.Object'", "HasResource"));
        assertThat(decisions.asked).isEmpty();
    }

    @Test
    void asksAboutTheResourceThatAnObjectIsOrHas() {
        HasResource invoice = () -> Resource.of("invoice", 7);

        assertThat(evaluator.hasPermission(ALICE, invoice, "read")).isTrue();
        assertThat(evaluator.hasPermission(ALICE, Resource.of("document", "42"), "read"))
                .isTrue();
        assertThat(evaluator.hasPermission(ALICE, 1L, "document", "read")).isTrue();

        assertThat(decisions.asked)
                .extracting(AccessRequest::resource)
                .containsExactly(
                        Resource.of("invoice", 7), Resource.of("document", "42"), Resource.of("document", "1"));
    }

    @Test
    void deniesATargetWhoseIdCannotBeOne() {
        assertThat(evaluator.hasPermission(ALICE, null, "document", "read")).isFalse();
        assertThat(evaluator.hasPermission(ALICE, "", "document", "read")).isFalse();
        assertThat(evaluator.hasPermission(ALICE, "x".repeat(256), "document", "read"))
                .isFalse();
        assertThat(evaluator.hasPermission(ALICE, 1L, null, "read")).isFalse();
    }

    @Test
    void deniesAPermissionThatIsNotText() {
        assertThat(evaluator.hasPermission(ALICE, null, 4)).isFalse();
        assertThat(evaluator.hasPermission(ALICE, null, null)).isFalse();

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .satisfiesExactly(
                        message -> assertThat(message).contains("'java.lang.Integer'"),
                        message -> assertThat(message).contains("'null'"));
    }

    @Test
    void canNeitherForgeNorFloodTheLog() {
        evaluator.hasPermission(ALICE, 1L, "a\nWARN forged", "read");
        for (int i = 0; i < 1_000; i++) {
            evaluator.hasPermission(ALICE, 1L, "type" + i, "read");
        }

        assertThat(log.list).hasSizeLessThanOrEqualTo(100);
        assertThat(log.list.get(0).getFormattedMessage()).contains("'a?WARN forged'");
    }

    @Test
    void letsAFailureToDecideThrough() {
        decisions.unavailable = true;

        assertThatExceptionOfType(DecisionUnavailableException.class)
                .isThrownBy(() -> evaluator.hasPermission(ALICE, null, "read"));
    }
}
