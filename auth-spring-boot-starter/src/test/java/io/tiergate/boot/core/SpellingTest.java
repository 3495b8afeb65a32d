package io.tiergate.boot.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was meant by a name that is not there. */
class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "invoice.aprove, invoice.approve",
        "Invoice.Approve, invoice.approve",
        "invoice-approve, invoice.approve",
        "invoice:read, invoice.read",
        "invoice.raed, invoice.read",
        "raed, ",
        "x, ",
        "launch, "
    })
    void isTheNameThatIsMostLikeIt(String given, String meant) {
        assertThat(Spelling.mostLike(given, List.of("entry", "invoice.approve", "invoice.read", "y.z")))
                .isEqualTo(meant);
    }
}
