package io.tiergate.boot.security;

import static io.tiergate.boot.security.GuardedHost.assertDenied;
import static io.tiergate.boot.security.GuardedHost.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.tiergate.Decision;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.Administration;
import io.tiergate.boot.security.GuardedHost.Guarded;
import io.tiergate.security.Access;
import io.tiergate.security.AccessListener;
import io.tiergate.security.PermissionDecision;
import io.tiergate.security.RequiresPermission;
import io.tiergate.security.SubjectResolver;
import io.tiergate.security.TenantResolver;
import java.util.ArrayList;
import java.util.List;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.authorization.method.AuthorizeReturnObject;
import org.springframework.security.authorization.method.HandleAuthorizationDenied;
import org.springframework.security.authorization.method.MethodAuthorizationDeniedHandler;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;

@ExtendWith(OutputCaptureExtension.class)
class TiergateMethodSecurityAutoConfigurationTest {

    private final ApplicationContextRunner runner = GuardedHost.runner();

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void enforcesAnnotationsAndExpressions() {
        runner.run(context -> {
            Guarded guarded = context.getBean(Guarded.class);
            signIn(context.getBean(Administration.class), "ROLE_STAFF");

            assertThat(guarded.held()).isEqualTo("done");
            assertThat(guarded.expression()).isEqualTo("done");
            assertThat(guarded.together()).isEqualTo("done");
            assertThat(guarded.role()).isEqualTo("done");
            assertDenied(guarded::notHeld);
            assertDenied(guarded::expressionNotHeld);
        });
    }

    @Test
    void springsOwnAnnotationsMustHoldBesides() {
        runner.run(context -> {
            signIn(context.getBean(Administration.class), "ROLE_GUEST");

            assertDenied(context.getBean(Guarded.class)::together);
        });
    }

    @Test
    void makesNothingTooEarly(CapturedOutput output) {
        runner.run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain("is not eligible for getting processed by all BeanPostProcessors");
    }

    @Test
    void publishesTheDenialOfAnAnnotationWithItsDecision() {
        List<AuthorizationDeniedEvent<?>> events = new ArrayList<>();
        runner.withBean(SpringAuthorizationEventPublisher.class)
                .withInitializer(context ->
                        context.addApplicationListener((ApplicationListener<AuthorizationDeniedEvent<?>>) events::add))
                .run(context -> {
                    signIn(context.getBean(Administration.class));
                    assertDenied(context.getBean(Guarded.class)::notHeld);
                });

        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.getAuthorizationResult())
                        .isInstanceOfSatisfying(
                                PermissionDecision.class,
                                result -> assertThat(result.permission()).isEqualTo("not.held")));
    }

    static class Masked {

        @RequiresPermission("not.held")
        @HandleAuthorizationDenied(handlerClass = Mask.class)
        public String number() {
            return "4711";
        }
    }

    static class Mask implements MethodAuthorizationDeniedHandler {

        @Override
        public Object handleDeniedInvocation(MethodInvocation call, AuthorizationResult result) {
            return "***";
        }
    }

    @Test
    void theHandlerOfADenialIsABeanOfTheHost() {
        runner.withBean(Masked.class).withBean(Mask.class).run(context -> {
            signIn(context.getBean(Administration.class));

            assertThat(context.getBean(Masked.class).number()).isEqualTo("***");
        });
    }

    @Test
    void aHandlerThatIsNoBeanIsSaidAndLetsNobodyIn() {
        runner.withBean(Masked.class).run(context -> {
            signIn(context.getBean(Administration.class));

            assertThatIllegalStateException()
                    .isThrownBy(context.getBean(Masked.class)::number)
                    .withMessageContaining("Mask, of which there are 0 beans");
        });
    }

    @Test
    void listenersThatAreBeansHearOfDecisions() {
        List<String> heard = new ArrayList<>();
        runner.withBean(AccessListener.class, () -> (permission, decision) -> heard.add(permission + decision.code()))
                .run(context -> {
                    signIn(context.getBean(Administration.class));
                    context.getBean(Guarded.class).held();
                    context.getBean(Guarded.class).expression();
                    context.getBean(Access.class).has("not.held");
                });

        assertThat(heard).containsExactly("heldGRANTED", "heldGRANTED", "not.heldNOT_GRANTED");
    }

    static class Reporter implements AccessListener {

        private final List<String> heard = new ArrayList<>();
        private final Access access;

        Reporter(Access access) {
            this.access = access;
        }

        @Override
        public void decided(String permission, Decision decision) {
            heard.add(permission + " of " + access.subject());
        }
    }

    @Test
    void aListenerMayAskForTheAccessThatItListensTo() {
        runner.withBean(Reporter.class).run(context -> {
            signIn(context.getBean(Administration.class));
            context.getBean(Guarded.class).held();

            assertThat(context.getBean(Reporter.class).heard).containsExactly("held of user:alice");
        });
    }

    static class Document {

        @RequiresPermission("not.held")
        public String text() {
            return "done";
        }
    }

    static class Archive {

        @AuthorizeReturnObject
        public Document find() {
            return new Document();
        }
    }

    @Test
    void guardsReturnedObjectsThatAreToBeAuthorized() {
        runner.withBean(Archive.class).run(context -> {
            signIn(context.getBean(Administration.class));

            assertDenied(context.getBean(Archive.class).find()::text);
        });
    }

    @Test
    void isObservedAsSpringsOwnAnnotationsAre() {
        List<String> observed = new ArrayList<>();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public boolean supportsContext(Observation.Context observation) {
                return true;
            }

            @Override
            public void onStart(Observation.Context observation) {
                observed.add(observation.getName());
            }
        });
        runner.withBean(ObservationRegistry.class, () -> registry).run(context -> {
            signIn(context.getBean(Administration.class));
            context.getBean(Guarded.class).held();
        });

        assertThat(observed).containsExactly("spring.security.authorizations");
    }

    @Test
    void theHostMayLeaveSpringsOwnAnnotationsOff() {
        runner.withPropertyValues("tiergate.method-security.enabled=false").run(context -> {
            Guarded guarded = context.getBean(Guarded.class);
            signIn(context.getBean(Administration.class));

            assertThat(guarded.role()).isEqualTo("done");
            assertThat(guarded.held()).isEqualTo("done");
            assertDenied(guarded::notHeld);
        });
    }

    @Test
    void isEnforcedWithoutAnyOtherFeatureThatMakesProxies() {
        runner.withPropertyValues("tiergate.method-security.enabled=false", "spring.aop.auto=false")
                .run(context -> {
                    signIn(context.getBean(Administration.class));

                    assertThat(context.getBean(Guarded.class).held()).isEqualTo("done");
                    assertDenied(context.getBean(Guarded.class)::notHeld);
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableMethodSecurity(prePostEnabled = false, securedEnabled = true)
    static class OwnMethodSecurity {}

    @Test
    void theHostsOwnEnableMethodSecurityIsLeftAsItIs() {
        runner.withUserConfiguration(OwnMethodSecurity.class).run(context -> {
            Guarded guarded = context.getBean(Guarded.class);
            signIn(context.getBean(Administration.class));

            assertThat(guarded.role()).isEqualTo("done");
            assertDenied(guarded::notHeld);
        });
    }

    @Test
    void guardedCallsFailWhileTiergateIsOff() {
        runner.withPropertyValues("tiergate.enabled=false").run(context -> {
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("alice", "", "ROLE_X"));

            assertThatExceptionOfType(DecisionUnavailableException.class)
                    .isThrownBy(context.getBean(Guarded.class)::held)
                    .withMessageContaining("tiergate.enabled=false");
        });
    }

    @Test
    void springsOwnAnnotationsStayInForceWhileTiergateIsOff() {
        runner.withPropertyValues("tiergate.enabled=false").run(context -> {
            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("alice", "", "ROLE_X"));

            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(context.getBean(Guarded.class)::role);
            assertThatExceptionOfType(AccessDeniedException.class)
                    .isThrownBy(context.getBean(Guarded.class)::expression);
        });
    }

    @Test
    void backsOffForTheHostsOwnResolversAndAccess() {
        Subject carol = Subject.service("carol");
        runner.withBean(SubjectResolver.class, () -> authentication -> carol)
                .withBean(TenantResolver.class, () -> TenantResolver.always(Tenant.of("acme")))
                .run(context -> {
                    assertThat(context.getBean(Access.class).subject()).isEqualTo(carol);
                    assertThat(context.getBean(Access.class).tenant()).isEqualTo(Tenant.of("acme"));
                });
        Access own = new Access(mock(), SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT));
        runner.withBean(Access.class, () -> own)
                .run(context -> assertThat(context).getBean(Access.class).isSameAs(own));
    }

    static class Unguardable {

        @RequiresPermission({})
        public void work() {}
    }

    @Test
    void refusesToStartWithAnEmptyAnnotation() {
        runner.withBean(Unguardable.class).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis =
                    new InvalidRequiresPermissionFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis).isNotNull();
            assertThat(analysis.getDescription())
                    .contains("Unguardable.work()")
                    .contains("names no permission")
                    .contains("Name at least one");
        });
    }
}
