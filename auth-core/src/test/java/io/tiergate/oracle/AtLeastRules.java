package io.tiergate.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.AccessRequest;
import io.tiergate.Decision;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Revision;
import org.junit.jupiter.api.Test;

/** Questions that name the oldest state which may answer. */
interface AtLeastRules extends Rules {

    @Test
    default void aQuestionIsAnsweredFromTheRevisionThatItDemands() {
        Revision now = check().revision();
        assertThat(decisions().check(question().atLeast(now)).revision().atLeast(now))
                .isTrue();
    }

    @Test
    default void aRevisionThatTheStoreHasNotReachedIsNotAnswered() {
        Revision now = check().revision();
        Revision later = new Revision(now.tenant() + 1, now.shared());
        assertThatThrownBy(() -> decisions().check(question().atLeast(later)))
                .isInstanceOf(DecisionUnavailableException.class)
                .hasMessageContaining(now.toString())
                .hasMessageContaining(later.toString());
    }

    private AccessRequest question() {
        return new AccessRequest(tenant(), ALICE, "invoice.read");
    }

    private Decision check() {
        return decisions().check(question());
    }
}
