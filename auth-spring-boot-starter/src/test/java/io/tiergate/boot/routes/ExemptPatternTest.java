package io.tiergate.boot.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which patterns of handlers a pattern in the properties covers: those all of whose URLs it takes. */
class ExemptPatternTest {

    @ParameterizedTest
    @CsvSource({
        "/legacy/*, /legacy/a",
        "/legacy/*, /legacy/{id}",
        "/legacy/{name}, /legacy/*",
        "/legacy/*/x, /legacy/{id}/x",
        "/legacy/*.json, /legacy/{name}.json",
        "/legacy/{id:[0-9]+}, /legacy/{id:[0-9]+}",
        "/legacy/{id:[0-9]+}, /legacy/7",
        "/legacy/?, /legacy/a",
        "/legacy/**, /legacy",
        "/legacy/**, /legacy/a/b/{id}",
        "/legacy/**, /legacy/**",
        "/legacy/**, /legacy/{*rest}",
        "/legacy/**, /legacy/{id:[a-z]{2}}/**",
        "/legacy/{*rest}, /legacy/a/**",
        "/*/legacy/**, /{tenant}/legacy/**",
        "/**, /**",
        "/**, /{*rest}",
    })
    void covered(String exempt, String handler) {
        assertThat(ExemptPattern.parse(exempt).covers(handler)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/legacy/*, /legacy/**",
        "/legacy/*, /legacy/{*rest}",
        "/legacy/{id}, /legacy/**",
        "/legacy/{id}, /legacy/{id}/x",
        "/legacy/a, /legacy/{id}",
        "/legacy/*-*, /legacy/{first-name}",
        "/legacy/{id:[^0-9]+}, /legacy/{id}",
        "/legacy/????, /legacy/{id}",
        "/legacy/?, /legacy/*",
        "/**/x, /legacy/**",
        "/legacy/a/**, /legacy/**",
        "/legacy/**, /**",
        "/legacy/**, /legacy*",
        "/legacy**, /legacy/**",
        "/*/**, /**",
        "/legacy, /legacy/{*rest}",
    })
    void notCovered(String exempt, String handler) {
        assertThat(ExemptPattern.parse(exempt).covers(handler)).isFalse();
    }
}
