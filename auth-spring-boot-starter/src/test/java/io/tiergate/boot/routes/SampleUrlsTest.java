package io.tiergate.boot.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** URLs that are made up for patterns. */
class SampleUrlsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/{id}",
                "/a/{x}/b/{y}",
                "/a/{id:\\d+}",
                "/a/{id:[0-9]{4}}/b",
                "/a/{code:[A-Z]{3}}",
                "/a/{state:(?:draft|final)}",
                "/a/{name:[a-z-]+}",
                "/a/{day:\\d{4}-\\d{2}-\\d{2}}",
                "/a/{id:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}",
                "/a/**",
                "/a/*/b",
                "/a/*.html",
                "/a?c",
                "/a/{*rest}",
                "/{version}/a/{id}.json"
            })
    void areTakenByTheirPattern(String pattern) {
        assertThat(SampleUrls.of(pattern))
                .isNotEmpty()
                .allMatch(
                        url -> PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(url)));
    }

    @Test
    void differSoThatOneThatIsOpenIsNotMissed() {
        assertThat(SampleUrls.of("/a/{id}/**")).containsExactly("/a/1", "/a/x7/x7", "/a/a/x7/1");
    }

    @ParameterizedTest
    @CsvSource({"/a/{id:[0-9]{77}}", "/a/{id:(unbalanced}"})
    void areNoneWhereNobodyCanGuessOne(String pattern) {
        assertThat(SampleUrls.of(pattern)).isEmpty();
    }
}
