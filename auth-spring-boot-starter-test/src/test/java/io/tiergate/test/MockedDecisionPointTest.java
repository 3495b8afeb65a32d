package io.tiergate.test;

import static io.tiergate.test.TiergateRequestPostProcessors.permissions;
import static io.tiergate.test.TiergateRequestPostProcessors.subject;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Revision;
import io.tiergate.test.host.HostApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** A test may put a mock in the place of the application's decision point: to have it fail, for example. */
@WebMvcTest
@ContextConfiguration(classes = HostApplication.class)
class MockedDecisionPointTest {

    @MockitoBean
    private DecisionPoint decisions;

    @Autowired
    private MockMvcTester mvc;

    @Test
    void whatItAnswersToACheckIsDone() {
        when(decisions.check(any())).thenReturn(new Decision(Code.GRANTED, new Revision(1, 1)));
        assertThat(mvc.get().uri("/secret").with(subject("user:alice"))).hasStatusOk();

        when(decisions.check(any())).thenReturn(new Decision(Code.DENIED, new Revision(1, 1)));
        assertThat(mvc.get().uri("/secret").with(subject("user:alice"))).hasStatus(403);
    }

    @Test
    void aStoreThatIsAwayIsAnsweredWith503() {
        when(decisions.check(any())).thenThrow(new DecisionUnavailableException("The store is away"));

        assertThat(mvc.get().uri("/secret").with(subject("user:alice"))).hasStatus(503);
    }

    @Test
    void permissionsOfATestAreHeldAllTheSame() {
        assertThat(mvc.get().uri("/secret").with(permissions("topsecret"))).hasStatusOk();
    }
}
