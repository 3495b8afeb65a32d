package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnswerTest {

    private static final String NASTY = "\"</code><script>alert('x')</script>\\ \u00e9\u2028\ud83d\ude00\u0000&";

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/launch");

    @Test
    void aProblemSaysAnythingInJson() {
        request.setRequestURI("/" + NASTY);

        Answer answer = Answer.problem(
                403, "https://example.org", "permission-denied", NASTY, Map.of("permission", NASTY), request);

        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.get("type").asString()).isEqualTo("https://example.org/permission-denied");
        assertThat(problem.get("title").asString()).isEqualTo(NASTY);
        assertThat(problem.get("status").asInt()).isEqualTo(403);
        assertThat(problem.get("instance").asString()).isEqualTo("/" + NASTY);
        assertThat(problem.get("code").asString()).isEqualTo("PERMISSION_DENIED");
        assertThat(problem.get("permission").asString()).isEqualTo(NASTY);
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(answer.body()))
                .isTrue();
    }

    @Test
    void aPageShowsAnythingAsText() {
        request.setContextPath("/\"><script>");

        Answer answer = Answer.page(403, NASTY, NASTY, NASTY, Map.of("permission", NASTY), request);

        assertThat(answer.body()).doesNotContain("<script", "'x'", "\u0000").contains("&#60;script&#62;");
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(answer.body()))
                .isTrue();
    }

    @Test
    void takesThePlaceOfWhatWasWrittenSoFar() throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setContentType("text/html;charset=ISO-8859-1");
        response.getOutputStream().print("a part");

        Answer.problem(503, "https://example.org/", "decision-unavailable", "Decision unavailable", Map.of(), request)
                .write(response);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).startsWith("{\"type\":\"https://example.org/decision-unavailable\"");
        assertThat(response.getContentLength()).isEqualTo(response.getContentAsByteArray().length);
    }
}
