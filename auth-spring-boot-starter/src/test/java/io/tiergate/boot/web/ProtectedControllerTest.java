package io.tiergate.boot.web;

import static io.tiergate.Requirement.any;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.setup.MockMvcBuilders.standaloneSetup;

import io.tiergate.AccessRequest;
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
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a protected controller does by itself, without what the starter adds. */
class ProtectedControllerTest {

    private final DecisionPoint decisions = mock(CALLS_REAL_METHODS);

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

    @RestController
    static class ByMethod extends ProtectedController {

        ByMethod() {
            super(permissions -> permissions.on(HttpMethod.GET, "news.read").otherwise(any("news.edit", "news.write")));
        }

        @RequestMapping("/news")
        String news() {
            return subject() + " in " + tenant() + (has("news.edit") ? " may edit" : "");
        }

        @GetMapping("/news/drafts")
        String drafts() {
            require("news.edit");
            return "drafts";
        }
    }

    @Test
    void asksForThePermissionOfTheHttpMethod() throws Exception {
        MockMvc mvc = standaloneSetup(asBean(ByMethod.class)).build();
        grant("news.read");

        mvc.perform(get("/news")).andExpect(content().string("user:alice in default"));
        mvc.perform(request(HttpMethod.HEAD, "/news")).andExpect(status().isOk());
        assertDenied(() -> mvc.perform(request(HttpMethod.POST, "/news")));

        grant("news.write");
        mvc.perform(request(HttpMethod.POST, "/news")).andExpect(status().isOk());
        mvc.perform(request(HttpMethod.DELETE, "/news")).andExpect(status().isOk());
        assertDenied(() -> mvc.perform(get("/news")));
        assertDenied(() -> mvc.perform(request(HttpMethod.HEAD, "/news")));
    }

    @Test
    void helpsAHandlerToAskForMore() throws Exception {
        MockMvc mvc = standaloneSetup(asBean(ByMethod.class)).build();
        grant("news.read");
        assertDenied(() -> mvc.perform(get("/news/drafts")));

        grant("news.read", "news.edit");
        mvc.perform(get("/news/drafts")).andExpect(content().string("drafts"));
        mvc.perform(get("/news")).andExpect(content().string("user:alice in default may edit"));
    }

    @Test
    void tellsWhatGuardsIt() {
        RequiredByMethod guards = RequiredByMethod.of(asBean(ByMethod.class));

        assertThat(guards).hasToString("GET news.read, otherwise any(news.edit, news.write)");
        assertThat(guards.permissions()).containsExactly("news.read", "news.edit", "news.write");
        assertThat(guards.describe(HttpMethod.HEAD)).isEqualTo("news.read");
        assertThat(guards.permissions(HttpMethod.PUT)).containsExactly("news.edit", "news.write");
        assertThat(guards.isEmpty()).isFalse();
        assertThat(RequiredByMethod.of(asBean(Nameless.class)).isEmpty()).isTrue();
        assertThat(RequiredByMethod.of(new Object())).isNull();
        ProxyFactory proxies = new ProxyFactory(asBean(Secret.class));
        proxies.setProxyTargetClass(true);
        assertThat(RequiredByMethod.of(proxies.getProxy())).hasToString("topsecret");
    }

    @Test
    void refusesToNameOneMethodTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProtectedController(permissions ->
                        permissions.on(HttpMethod.GET, "news.read").on(HttpMethod.GET, "news.edit")) {})
                .withMessageContaining("GET requires news.read already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProtectedController(
                        permissions -> permissions.otherwise("news.read").otherwise("news.edit")) {})
                .withMessageContaining("All other methods require news.read already");
    }

    private static void assertDenied(ThrowingCallable call) {
        assertThat(catchThrowable(call)).rootCause().isInstanceOf(AuthorizationDeniedException.class);
    }

    private void grant(String... permissions) {
        doAnswer(asked -> {
                    boolean held = Set.of(permissions)
                            .contains(asked.getArgument(0, AccessRequest.class).permission());
                    return new Decision(held ? Code.GRANTED : Code.NOT_GRANTED, new Revision(1, 1));
                })
                .when(decisions)
                .check(any(AccessRequest.class));
    }

    private void answer(Code code) {
        doReturn(new Decision(code, new Revision(1, 1))).when(decisions).check(any(AccessRequest.class));
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
