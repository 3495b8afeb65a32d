package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tiergate.Decision;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.method.HandleAuthorizationDenied;
import org.springframework.security.authorization.method.MethodAuthorizationDeniedHandler;
import org.springframework.security.core.Authentication;

/** Who takes part in a guarded call, and hears of it. */
class GuardedCallsTest {

    private static final Subject ALICE = Subject.user("alice");
    private static final Authentication SIGNED_IN = SignedIn.user("alice");

    private final KnownPermissions decisions = new KnownPermissions();
    private final List<String> heard = new ArrayList<>();

    static class Service {

        @RequiresPermission("p1")
        String work() {
            return "done";
        }

        @RequiresPermission("p1")
        @HandleAuthorizationDenied(handlerClass = Mask.class)
        String masked() {
            return "done";
        }

        @RequiresPermission("p1")
        @HandleAuthorizationDenied(handlerClass = Mask.class)
        String deniedInside() {
            throw new AuthorizationDeniedException("deeper");
        }

        @RequiresPermission("p1")
        @HandleAuthorizationDenied
        String unhandled() {
            return "done";
        }
    }

    @HandleAuthorizationDenied(handlerClass = Mask.class)
    static class MaskedService extends Service {

        @Override
        String work() {
            return "done";
        }
    }

    static class Mask implements MethodAuthorizationDeniedHandler {

        @Override
        public Object handleDeniedInvocation(MethodInvocation call, AuthorizationResult result) {
            return result instanceof PermissionDecision decision ? "***" + decision.permission() : "***";
        }
    }

    private final class Recorder implements AccessListener {

        @Override
        public void decided(String permission, Decision decision) {
            heard.add(permission + " " + decision.code());
        }

        @Override
        public void undecided(String permission, DecisionUnavailableException failure) {
            heard.add(permission + " undecided");
        }

        @Override
        public void denied(PermissionDecision result, Authentication authentication) {
            heard.add("denied " + result.permission() + " to "
                    + (authentication == null ? "nobody" : authentication.getName()));
        }
    }

    @Test
    void listenersHearOfEachDecisionAndOfEachDenial() {
        Service service = guarded(new Service(), Enforcement.by(access().telling(new Recorder())));

        assertThatExceptionOfType(AuthorizationDeniedException.class).isThrownBy(() -> call(service::work));
        decisions.give(ALICE, "p1");
        call(service::work);
        decisions.unavailable = true;
        assertThatExceptionOfType(DecisionUnavailableException.class).isThrownBy(() -> call(service::work));

        assertThat(heard).containsExactly("p1 NOT_GRANTED", "denied p1 to alice", "p1 GRANTED", "p1 undecided");
    }

    @Test
    void listenersHearOfNobody() {
        Service service = guarded(new Service(), Enforcement.by(access().telling(new Recorder())));

        assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class)
                .isThrownBy(service::work);
        assertThat(heard).containsExactly("p1 NOT_GRANTED", "denied p1 to nobody");
    }

    @Test
    void aListenerThatFailsChangesNothing() {
        decisions.give(ALICE, "p1");
        AccessListener failing = (permission, decision) -> {
            throw new IllegalStateException("broken");
        };
        Service service =
                guarded(new Service(), Enforcement.by(access().telling(failing).telling(new Recorder())));

        assertThat(call(service::work)).isEqualTo("done");
        assertThat(heard).containsExactly("p1 GRANTED");
    }

    @Test
    void aDecisionAheadIsHeardOfOnlyIfItIsADenial() throws NoSuchMethodException {
        Access access = access().telling(new Recorder()).publishing(recordingEvents());
        PermissionGuard guard = new PermissionGuards().guardOf(Service.class.getDeclaredMethod("work"), Service.class);

        assertThat(call(() -> guard.decideAhead(access)).isGranted()).isFalse();
        assertThat(heard).containsExactly("p1 NOT_GRANTED", "event false about PermissionGuard", "denied p1 to alice");
        heard.clear();
        decisions.give(ALICE, "p1");
        assertThat(call(() -> guard.decideAhead(access)).isGranted()).isTrue();
        assertThat(heard).isEmpty();
        decisions.unavailable = true;
        assertThatExceptionOfType(DecisionUnavailableException.class)
                .isThrownBy(() -> call(() -> guard.decideAhead(access)));
        assertThat(heard).containsExactly("p1 undecided");
    }

    @Test
    void eventsCarryTheDecisionAndTheCall() {
        Service service = guarded(new Service(), Enforcement.by(access().publishing(recordingEvents())));

        assertThatExceptionOfType(AuthorizationDeniedException.class).isThrownBy(() -> call(service::work));
        decisions.give(ALICE, "p1");
        call(service::work);

        assertThat(heard)
                .containsExactly(
                        "event false about ReflectiveMethodInvocation", "event true about ReflectiveMethodInvocation");
    }

    @Test
    void whatObservesDecides() {
        decisions.give(ALICE, "p1");
        Service service = guarded(new Service(), Enforcement.by(access()).observed(ours -> (authentication, call) -> {
            heard.add("observed " + call.getMethod().getName());
            return ours.authorize(authentication, call);
        }));

        assertThat(call(service::work)).isEqualTo("done");
        assertThat(heard).containsExactly("observed work");
        decisions.give(ALICE);
        assertThatExceptionOfType(AuthorizationDeniedException.class).isThrownBy(() -> call(service::work));
    }

    @Test
    void whatDecidesNothingLetsNobodyIn() {
        decisions.give(ALICE, "p1");
        Service service =
                guarded(new Service(), Enforcement.by(access()).observed(ours -> (authentication, call) -> null));

        assertThatIllegalStateException()
                .isThrownBy(() -> call(service::work))
                .withMessageContaining("Nothing was decided");
    }

    @Test
    void theHandlerOfAMethodAnswersADenial() {
        Service service = guarded(new Service(), Enforcement.by(access()));

        assertThat(call(service::masked)).isEqualTo("***p1");
        assertThatExceptionOfType(AuthorizationDeniedException.class).isThrownBy(() -> call(service::unhandled));
        decisions.give(ALICE, "p1");
        assertThat(call(service::masked)).isEqualTo("done");
        assertThat(call(service::deniedInside)).isEqualTo("***");
    }

    @Test
    void theHandlerOfAClassAnswersForItsMethods() {
        Service service = guarded(new MaskedService(), Enforcement.by(access()));

        assertThat(call(service::work)).isEqualTo("***p1");
    }

    @Test
    void theHandlerIsFoundByTheApplication() {
        Service service = guarded(
                new Service(),
                Enforcement.by(access()).deniedHandlers(type -> (call, result) -> "found " + type.getSimpleName()));

        assertThat(call(service::masked)).isEqualTo("found Mask");
    }

    @Test
    void whoIsNobodyIsLedToSignInAndNotToAHandler() {
        Service service = guarded(new Service(), Enforcement.by(access()));

        assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class)
                .isThrownBy(service::masked);
    }

    @Test
    void isAskedForAtTheFirstCallAndNotAgain() {
        decisions.give(ALICE, "p1");
        Supplier<Enforcement> once = () -> {
            heard.add("asked for");
            return Enforcement.by(access());
        };
        Service service = guarded(new Service(), new RequiresPermissionAdvisor(new PermissionGuards(), once));

        assertThat(heard).isEmpty();
        call(service::work);
        call(service::work);
        assertThat(heard).containsExactly("asked for");
    }

    @Test
    void whatCouldNotBeHadIsAskedForAgain() {
        decisions.give(ALICE, "p1");
        Supplier<Enforcement> second = () -> {
            heard.add("asked for");
            if (heard.size() == 1) {
                throw new DecisionUnavailableException("Tiergate is off");
            }
            return Enforcement.by(access());
        };
        Service service = guarded(new Service(), new RequiresPermissionAdvisor(new PermissionGuards(), second));

        assertThatExceptionOfType(DecisionUnavailableException.class).isThrownBy(() -> call(service::work));
        assertThat(call(service::work)).isEqualTo("done");
    }

    private AuthorizationEventPublisher recordingEvents() {
        return new AuthorizationEventPublisher() {
            @Override
            public <T> void publishAuthorizationEvent(
                    Supplier<Authentication> authentication, T object, AuthorizationResult result) {
                assertThat(authentication.get()).isSameAs(SIGNED_IN);
                assertThat(result).isInstanceOf(PermissionDecision.class);
                heard.add("event " + result.isGranted() + " about "
                        + object.getClass().getSimpleName());
            }
        };
    }

    private Access access() {
        return new Access(decisions, SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT));
    }

    private static <T> T call(Supplier<T> work) {
        return SignedIn.as(SIGNED_IN, work);
    }

    private static Service guarded(Service target, Enforcement enforcement) {
        return guarded(target, new RequiresPermissionAdvisor(new PermissionGuards(), () -> enforcement));
    }

    private static Service guarded(Service target, RequiresPermissionAdvisor advisor) {
        ProxyFactory factory = new ProxyFactory(target);
        factory.setProxyTargetClass(true);
        factory.addAdvisor(advisor);
        return (Service) factory.getProxy();
    }
}
