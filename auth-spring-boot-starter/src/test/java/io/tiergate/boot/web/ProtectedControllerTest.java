package io.tiergate.boot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.InvalidNameException;
import io.tiergate.Revision;
import io.tiergate.Tenant;
import io.tiergate.security.Access;
import io.tiergate.security.SubjectResolver;
import io.tiergate.security.TenantResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a protected controller does by itself, without what the starter adds. */
class ProtectedControllerTest {

    private final DecisionPoint decisions = mock();

    @RestController
    static class Secret extends ProtectedController {

        Secret() {
            super("topsecret");
        }

        @GetMapping("/secret")
        String secret(@RequestParam int number) {
            return "secret " + number;
        }
    }

    @RestController
    static class Nameless extends ProtectedController {

        @GetMapping("/secret")
        String secret() {
            return "secret";
        }
    }

    @BeforeEach
    void signIn() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("alice", "", "ROLE_X"));
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void isGuardedWithoutTheInterceptorToo() throws Exception {
        MockMvc mvc = standaloneSetup(asBean(Secret.class)).build();

        answer(Code.GRANTED);
        mvc.perform(get("/secret?number=42")).andExpect(content().string("secret 42"));
        answer(Code.NOT_GRANTED);
        assertThat(catchThrowable(() -> mvc.perform(get("/secret?number=42"))))
                .rootCause()
                .isInstanceOf(AuthorizationDeniedException.class);
        assertThat(catchThrowable(() -> mvc.perform(get("/secret?number=abc"))))
                .rootCause()
                .isInstanceOf(AuthorizationDeniedException.class);
    }

    @Test
    void letsNobodyInWithoutTiergate() {
        MockMvc mvc = standaloneSetup(new Secret()).build();

        assertThat(catchThrowable(() -> mvc.perform(get("/secret?number=42"))))
                .rootCause()
                .isInstanceOf(DecisionUnavailableException.class)
                .hasMessageContaining("Secret")
                .hasMessageContaining("tiergate.enabled=false");
    }

    @Test
    void deniesEveryoneWhileItNamesNothing() {
        answer(Code.GRANTED);
        MockMvc mvc = standaloneSetup(asBean(Nameless.class)).build();

        assertThat(catchThrowable(() -> mvc.perform(get("/secret"))))
                .rootCause()
                .isInstanceOf(AuthorizationDeniedException.class)
                .hasMessageContaining("Nameless denies everyone")
                .hasMessageContaining("super(");
    }

    @Test
    void refusesWhatIsNoPermission() {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> new ProtectedController("top secret") {});
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> new ProtectedController("top.*") {});
    }

    private void answer(Code code) {
        when(decisions.check(any())).thenReturn(new Decision(code, new Revision(1, 1)));
    }

    private ProtectedController asBean(Class<? extends ProtectedController> type) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.registerBean(
                Access.class,
                () -> new Access(decisions, SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT)));
        context.registerBean(type);
        context.refresh();
        return context.getBean(type);
    }
}
