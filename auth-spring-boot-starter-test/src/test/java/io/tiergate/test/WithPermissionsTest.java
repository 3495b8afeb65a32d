package io.tiergate.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tiergate.AccessRequest;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionPoint;
import io.tiergate.Demand;
import io.tiergate.Explanation;
import io.tiergate.Grant;
import io.tiergate.HeldPermission;
import io.tiergate.Revision;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.security.Access;
import io.tiergate.test.host.Approvals;
import io.tiergate.test.host.HostApplication;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.core.annotation.AliasFor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutorService;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.test.context.support.TestExecutionEvent;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** On the whole application with its real store. */
@SpringBootTest(classes = HostApplication.class)
@AutoConfigureMockMvc
class WithPermissionsTest {

    private static final Subject USER = Subject.user("user");

    @Autowired
    private Access access;

    @Autowired
    private Approvals approvals;

    @Autowired
    private DecisionPoint decisions;

    @Autowired
    private Administration administration;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private MockMvcTester mvc;

    @Test
    @WithPermissions("invoice.approve")
    void whoHoldsThePermissionIsLetIn() {
        assertThat(approvals.approve()).isEqualTo("approved");
        assertThat(access.subject()).isEqualTo(USER);
    }

    @Test
    @WithPermissions("invoice.read")
    void whoHoldsAnotherIsNot() {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(approvals::approve);
        assertThat(access.check("invoice.approve").code()).isEqualTo(Code.NOT_GRANTED);
    }

    @Test
    @WithPermissions
    void withoutANameNothingIsHeld() {
        assertThat(access.has("invoice.read")).isFalse();
        assertThat(access.subject()).isEqualTo(USER);
    }

    @Test
    void withoutTheAnnotationNobodyIsSignedIn() {
        assertThat(access.subject()).isEqualTo(Subject.anonymous());
        assertThat(access.has("invoice.read")).isFalse();
    }

    @Test
    @WithPermissions("invoice.*")
    void aWildcardCoversWhatIsBelowIt() {
        assertThat(access.has("invoice.read")).isTrue();
        assertThat(access.has("invoice")).isFalse();
        assertThat(access.has("topsecret")).isFalse();
    }

    @Test
    @WithPermissions(value = "*", denied = "invoice.approve")
    void whatIsDeniedWins() {
        assertThat(access.has("invoice.read")).isTrue();
        assertThat(access.check("invoice.approve").code()).isEqualTo(Code.DENIED);
    }

    @Test
    @WithPermissions("report.print")
    void whatNobodyHasDeclaredCountsAsDeclared() {
        assertThat(access.has("report.print")).isTrue();
        assertThat(access.check("report.burn").code()).isEqualTo(Code.NOT_GRANTED);
        assertThat(access.check("no name!").code()).isEqualTo(Code.UNKNOWN_PERMISSION);
    }

    @Test
    @WithPermissions("invoice.read")
    void theStoreHasNoSayForThatUser() {
        administration.grants().grant(Grant.allow(USER, "invoice.approve"));
        administration.grants().grant(Grant.deny(USER, "invoice.read"));
        try {
            assertThat(access.has("invoice.read")).isTrue();
            assertThat(access.has("invoice.approve")).isFalse();
        } finally {
            administration.subjects().delete(USER);
        }
    }

    @Test
    @WithPermissions("invoice.read")
    void nothingIsWritten() {
        Integer before = jdbc.queryForObject("select count(*) from tiergate_change", Integer.class);

        assertThat(access.has("invoice.read")).isTrue();
        assertThat(access.has("never.heard.of")).isFalse();

        assertThat(jdbc.queryForObject("select count(*) from tiergate_change", Integer.class))
                .isEqualTo(before);
        assertThat(jdbc.queryForObject(
                        "select count(*) from tiergate_subject where subject_id = 'user'", Integer.class))
                .isZero();
        assertThat(decisions.holdersOf(Tenant.DEFAULT, "invoice.read")).isEmpty();
    }

    @Test
    @WithPermissions("invoice.*")
    void explanationsAndListsSayTheSame() {
        Explanation why = access.explain("invoice.read");

        assertThat(why.request()).isEqualTo(new AccessRequest(Tenant.DEFAULT, USER, "invoice.read"));
        assertThat(why.reasons())
                .singleElement()
                .asString()
                .startsWith("ALLOW invoice.* to user:user")
                .contains("because '@WithPermissions'");
        assertThat(decisions.permissionsOf(Tenant.DEFAULT, USER))
                .extracting(HeldPermission::permission)
                .containsExactly("invoice.approve", "invoice.read");
    }

    @Test
    @WithPermissions("invoice.read")
    void handlesAndKeptAccessSayTheSame() {
        assertThat(decisions
                        .permission("invoice.read")
                        .check(Tenant.DEFAULT, USER)
                        .allowed())
                .isTrue();
        assertThat(decisions
                        .permission("invoice.read")
                        .check(decisions.access(Tenant.DEFAULT, USER))
                        .allowed())
                .isTrue();
        assertThat(decisions
                        .access(Tenant.DEFAULT, USER)
                        .check("invoice.approve")
                        .allowed())
                .isFalse();
    }

    @Test
    @WithPermissions("invoice.read")
    void othersHoldWhatTheStoreSays() {
        assertThat(allowed(Tenant.DEFAULT, Subject.user("bob"))).isFalse();
        assertThat(allowed(Tenant.DEFAULT, Subject.service("user"))).isFalse();
        assertThat(allowed(Tenant.DEFAULT, Subject.anonymous())).isFalse();
        assertThat(decisions.permissionsOf(Tenant.DEFAULT, Subject.user("bob"))).isEmpty();
        assertThat(decisions
                        .explain(new AccessRequest(Tenant.DEFAULT, Subject.user("bob"), "invoice.read"))
                        .decision()
                        .code())
                .isEqualTo(Code.NOT_GRANTED);
    }

    @Test
    @WithPermissions("invoice.read")
    void otherTenantsHoldWhatTheStoreSays() {
        assertThat(allowed(Tenant.of("acme"), USER)).isFalse();
        assertThat(allowed(Tenant.SHARED, USER)).isFalse();
    }

    @Test
    @WithPermissions("invoice.read")
    void aDemandForANewerStateIsAboutTheStoreAndNotAboutWhatIsCarried() {
        Demand future = new Revision(1_000_000, 1_000_000);

        assertThat(access.atLeast(() -> future).has("invoice.read")).isTrue();
    }

    @Test
    @WithPermissions(username = "clara", value = "invoice.read", authorities = "ROLE_CLERK")
    void theUserHasANameAndAuthorities() {
        assertThat(access.subject()).isEqualTo(Subject.user("clara"));
        assertThat(access.has("invoice.read")).isTrue();
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        assertThat(authentication.getName()).isEqualTo("clara");
        assertThat(authentication.getAuthorities()).extracting("authority").containsExactly("ROLE_CLERK");
    }

    @Test
    @WithPermissions("invoice.read")
    void anotherThreadHasItOnlyWithTheSecurityContext() throws ExecutionException, InterruptedException {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            assertThat(threads.submit(() -> access.has("invoice.read")).get()).isFalse();
            assertThat(new DelegatingSecurityContextExecutorService(threads)
                            .submit(() -> access.has("invoice.read"))
                            .get())
                    .isTrue();
            assertThat(threads.submit(() -> allowed(Tenant.DEFAULT, USER)).get())
                    .as("the subject alone")
                    .isFalse();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    @WithPermissions("invoice.read")
    void twoUsersOfOneNameDoNotShareWhatTheyHold() {
        Authentication carried = SecurityContextHolder.getContext().getAuthentication();
        Authentication other = TestUsers.holding("test", "user", List.of("topsecret"), List.of());

        SecurityContextHolder.setContext(new SecurityContextImpl(other));

        assertThat(access.has("invoice.read")).isFalse();
        assertThat(access.has("topsecret")).isTrue();
        assertThat(other).isNotEqualTo(carried);
    }

    @Test
    @WithPermissions("invoice.read")
    void mockMvcHasTheUserToo() {
        assertThat(mvc.get().uri("/invoices/7")).hasStatusOk().hasBodyTextEqualTo("Invoice 7");
        assertThat(mvc.get().uri("/secret")).hasStatus(403);
    }

    @Test
    @WithPermissions("invoice.read")
    void whatAControllerAnswersLaterHasTheUserToo() {
        assertThat(mvc.get().uri("/later").asyncExchange()).request().hasAsyncStarted(true);
        assertThat(mvc.get().uri("/later")).hasBodyTextEqualTo("user:user true");
    }

    @Retention(RetentionPolicy.RUNTIME)
    @WithPermissions("invoice.*")
    @interface AsClerk {

        @AliasFor(annotation = WithPermissions.class)
        String username() default "clerk";
    }

    @Test
    @AsClerk(username = "clara")
    void anAnnotationOfOnesOwnStandsForIt() {
        assertThat(access.has("invoice.approve")).isTrue();
        assertThat(access.subject()).isEqualTo(Subject.user("clara"));
    }

    @Nested
    @WithPermissions("topsecret")
    class OnTheClass {

        @Test
        void itIsForEachMethod() {
            assertThat(access.has("topsecret")).isTrue();
        }

        @Test
        @WithPermissions("invoice.read")
        void theOneOnTheMethodTakesItsPlace() {
            assertThat(access.has("topsecret")).isFalse();
            assertThat(access.has("invoice.read")).isTrue();
        }

        @Nested
        class Inside {

            @Test
            void nestedClassesInheritIt() {
                assertThat(access.has("topsecret")).isTrue();
            }
        }
    }

    @Nested
    class SetUp {

        private boolean atSetUp;

        @BeforeEach
        void setUp() {
            atSetUp = access.has("topsecret");
        }

        @Test
        @WithPermissions("topsecret")
        void isWithTheUser() {
            assertThat(atSetUp).isTrue();
        }

        @Test
        @WithPermissions(value = "topsecret", setupBefore = TestExecutionEvent.TEST_EXECUTION)
        void isWithoutTheUserIfAskedFor() {
            assertThat(atSetUp).isFalse();
            assertThat(access.has("topsecret")).isTrue();
        }
    }

    private boolean allowed(Tenant tenant, Subject subject) {
        return decisions
                .check(new AccessRequest(tenant, subject, "invoice.read"))
                .allowed();
    }
}
