package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class AcceptHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "text/html, */*",
                "text/*",
                "application/xhtml+xml",
                "application/json;q=0.5, text/html;q=0.6",
                "*/*;q=0.1, text/html;q=0.2",
                "text/html;q=0.5, application/*;q=0.2"
            })
    void aPersonGetsAPage(String accept) {
        assertThat(prefersPage(accept)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "application/problem+json",
                "application/*",
                "application/json, text/plain, */*",
                "application/json, text/javascript, */*; q=0.01",
                "text/html, application/json",
                "application/json, text/html;q=0.9",
                "text/html;q=0, */*",
                "text/html;q=0.2, */*;q=0.9",
                "image/png",
                "text/plain",
                "text/event-stream",
                "malformed",
                "text/html; q=many",
                "text/html;q=7",
                ";;;",
                "text/"
            })
    void aProgramGetsAProblem(String accept) {
        assertThat(prefersPage(accept)).isFalse();
    }

    @Test
    void whoSaysNothingIsAProgram() {
        assertThat(AcceptHeader.prefersPage(new MockHttpServletRequest())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"application/json;q=0.5, text/html, true", "text/html;q=0.5, application/json, false"})
    void severalHeadersAreOne(String first, String second, boolean page) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Accept", first);
        request.addHeader("Accept", second);

        assertThat(AcceptHeader.prefersPage(request)).isEqualTo(page);
    }

    private static boolean prefersPage(String accept) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Accept", accept);
        return AcceptHeader.prefersPage(request);
    }
}
