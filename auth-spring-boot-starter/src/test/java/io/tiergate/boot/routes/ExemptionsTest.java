package io.tiergate.boot.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.routes.Handler.EndpointTarget;
import io.tiergate.boot.routes.Handler.OtherTarget;
import io.tiergate.boot.routes.ProbeRequest.Servlet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockServletContext;

/** Exemptions cover what they name and nothing else. */
class ExemptionsTest {

    @ParameterizedTest
    @ValueSource(strings = {"/a/**", "/a/{*rest}"})
    void anExemptionOfOneSegmentDoesNotCoverTheWholeTree(String pattern) {
        Exemptions exemptions = new Exemptions(Map.of("/a/*", "why"));
        assertThat(exemptions.reason(served(new Handler(Set.of(), Set.of(pattern), new OtherTarget("x")))))
                .isNull();
    }

    @Test
    void anEndpointWhoseNameHasRootInItIsNotTheListOfLinks() {
        assertThat(new Exemptions(Map.of())
                        .reason(served(new Handler(
                                Set.of("GET"),
                                Set.of("/actuator/rootkeys"),
                                new EndpointTarget("Actuator web endpoint 'rootkeys'")))))
                .isNull();
    }

    private static Served served(Handler handler) {
        return new Served(handler, new Servlet(new MockServletContext(), ""), null);
    }
}
