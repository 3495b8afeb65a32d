package io.tiergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GrantTest {

    private static final Grant GRANT = Grant.allow(Subject.user("alice"), "entry");

    /** A missing end is a mistake, and must not become "for ever". */
    @Test
    @SuppressWarnings("NullAway")
    void aBoundThatIsMissingIsNoBoundlessGrant() {
        assertThatNullPointerException().isThrownBy(() -> GRANT.until(null)).withMessage("until");
        assertThatNullPointerException().isThrownBy(() -> GRANT.from(null)).withMessage("from");
        assertThatNullPointerException().isThrownBy(() -> Validity.until(null)).withMessage("until");
        assertThatNullPointerException().isThrownBy(() -> Validity.from(null)).withMessage("from");
        assertThatNullPointerException()
                .isThrownBy(() -> Validity.between(Instant.EPOCH, null))
                .withMessage("until");
    }

    @Test
    void aReasonCannotForgeALineOfALog() {
        RecordedGrant recorded = new RecordedGrant(1, GRANT.because("fine\nERROR forged"), null, Instant.EPOCH);

        assertThat(recorded.toString()).doesNotContain("\n").contains("forged");
    }
}
