package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.tiergate.DecisionUnavailableException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class UnavailableFilterTest {

    private static final DecisionUnavailableException UNAVAILABLE =
            new DecisionUnavailableException("the store is away");

    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final UnavailableFilter filter = new UnavailableFilter(
            () -> new UnavailableAnswer(new TiergateWebProperties(TiergateWebProperties.Reveal.REASON, "https://x/")));

    @Test
    void answersWhatIsWrapped() throws Exception {
        filter.doFilter(
                new MockHttpServletRequest(),
                response,
                failing(new ServletException(new IllegalStateException("a template", UNAVAILABLE))));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString())
                .contains("DECISION_UNAVAILABLE")
                .doesNotContain("away");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void logsOneLineWithTheRootCause(CapturedOutput output) throws Exception {
        DecisionUnavailableException failure = new DecisionUnavailableException(
                "The store is away.", new IllegalStateException("wrapped", new SQLException("refused")));

        filter.doFilter(new MockHttpServletRequest(), response, failing(failure));

        assertThat(output.getAll().lines().filter(line -> line.contains("ERROR")))
                .singleElement(STRING)
                .contains("The store is away.", "java.sql.SQLException: refused");
        assertThat(output).doesNotContain("\tat ");
    }

    @Test
    void leavesAllOtherFailuresAlone() {
        ServletException other = new ServletException("other", new IllegalStateException());

        assertThatThrownBy(() -> filter.doFilter(new MockHttpServletRequest(), response, failing(other)))
                .isSameAs(other);
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void leavesAResponseAloneThatIsOnItsWay() throws Exception {
        response.flushBuffer();

        assertThatThrownBy(() -> filter.doFilter(new MockHttpServletRequest(), response, failing(UNAVAILABLE)))
                .isSameAs(UNAVAILABLE);
        assertThat(response.getContentAsString()).isEmpty();
    }

    private static FilterChain failing(Exception failure) {
        return (request, response) -> {
            if (failure instanceof ServletException checked) {
                throw checked;
            }
            throw (RuntimeException) failure;
        };
    }
}
