package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tiergate.Decision;
import io.tiergate.Decision.Code;
import io.tiergate.DecisionUnavailableException;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.security.RequiresPermission.Mode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.core.annotation.AliasFor;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;

class RequiresPermissionTest {

    private static final Subject ALICE = Subject.user("alice");
    private static final Authentication SIGNED_IN = SignedIn.user("alice");

    private final KnownPermissions decisions = new KnownPermissions();
    private final RequiresPermissionAdvisor advisor = new RequiresPermissionAdvisor(
            new PermissionGuards(),
            () -> Enforcement.by(
                    new Access(decisions, SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT))));

    static class Methods {

        @RequiresPermission("p1")
        String one() {
            return "done";
        }

        @RequiresPermission({"p1", "p2"})
        String all() {
            return "done";
        }

        @RequiresPermission(
                value = {"p1", "p2"},
                mode = Mode.ANY)
        String any() {
            return "done";
        }

        String open() {
            return "done";
        }
    }

    @Test
    void guardsAMethod() {
        Methods guarded = guarded(new Methods());

        assertDenied(guarded::one);
        decisions.give(ALICE, "p1");
        assertAllowed(guarded::one);
    }

    @Test
    void leavesOtherMethodsAlone() {
        assertAllowed(guarded(new Methods())::open);
        assertThat(decisions.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"none, false, false", "p1, false, true", "p2, false, true", "p1 p2, true, true"})
    void takesSeveralNamesTogether(String held, boolean all, boolean any) {
        decisions.give(ALICE, held.split(" "));
        Methods guarded = guarded(new Methods());

        assertThat(isAllowed(guarded::all)).isEqualTo(all);
        assertThat(isAllowed(guarded::any)).isEqualTo(any);
    }

    @Test
    void theResultCarriesTheDecisionOfTheFirstPermissionThatIsDenied() {
        decisions.give(ALICE, "p1");

        assertDenied(guarded(new Methods())::all)
                .extracting(AuthorizationDeniedException::getAuthorizationResult)
                .isInstanceOfSatisfying(PermissionDecision.class, result -> {
                    assertThat(result.permission()).isEqualTo("p2");
                    assertThat(result.decision()).isEqualTo(new Decision(Code.NOT_GRANTED, KnownPermissions.REVISION));
                });
        decisions.give(ALICE);
        assertDenied(guarded(new Methods())::any)
                .extracting(denied -> ((PermissionDecision) denied.getAuthorizationResult()).permission())
                .isEqualTo("p1");
    }

    @Test
    void whatEveryoneMayDoNeedsNoAuthentication() {
        decisions.give(Subject.anonymous(), "p1");
        Methods guarded = guarded(new Methods());

        assertThat(guarded.one()).isEqualTo("done");
        assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class)
                .isThrownBy(guarded::all);
    }

    @Test
    void aFailureToDecideIsNoDenial() {
        decisions.unavailable = true;

        assertThatExceptionOfType(DecisionUnavailableException.class)
                .isThrownBy(() -> SignedIn.as(SIGNED_IN, guarded(new Methods())::one));
    }

    @RequiresPermission("type")
    static class TypeAndMethod {

        @RequiresPermission("method")
        String both() {
            return "done";
        }

        String typeOnly() {
            return "done";
        }

        @Override
        public String toString() {
            return "a description";
        }
    }

    static class Heir extends TypeAndMethod {

        @Override
        @RequiresPermission("override")
        String both() {
            return "done";
        }

        String added() {
            return "done";
        }
    }

    @RequiresPermission("heir")
    static class GuardedHeir extends Methods {}

    @Test
    void methodAndClassMustBothHold() {
        TypeAndMethod guarded = guarded(new TypeAndMethod());

        decisions.give(ALICE, "method");
        assertDenied(guarded::both);
        decisions.give(ALICE, "type");
        assertDenied(guarded::both);
        assertAllowed(guarded::typeOnly);
        decisions.give(ALICE, "type", "method");
        assertAllowed(guarded::both);
    }

    @Test
    void anOverrideTightensAndNeverLoosens() {
        Heir guarded = guarded(new Heir());

        decisions.give(ALICE, "override");
        assertDenied(guarded::both);
        assertDeniedWithout("type", guarded::added);
        decisions.give(ALICE, "type", "method");
        assertDenied(guarded::both);
        decisions.give(ALICE, "type", "method", "override");
        assertAllowed(guarded::both);
    }

    @Test
    void aClassGuardsTheMethodsThatItInherits() {
        GuardedHeir guarded = guarded(new GuardedHeir());

        assertDeniedWithout("heir", guarded::open);
        decisions.give(ALICE, "heir");
        assertAllowed(guarded::open);
    }

    @Test
    void theMethodsOfObjectStayOpen() {
        assertThat(guarded(new TypeAndMethod())).hasToString("a description");
    }

    interface Contract<T> {

        @RequiresPermission("contract")
        String take(T item);

        @RequiresPermission("fallback")
        default String fallback() {
            return "done";
        }
    }

    static class Implementation implements Contract<List<String>> {

        @Override
        public String take(List<String> item) {
            return "done";
        }
    }

    @Test
    void anInterfaceGuardsItsImplementations() {
        Implementation subclassed = guarded(new Implementation());
        Contract<List<String>> implemented = guardedInterface(new Implementation());

        assertDeniedWithout("contract", () -> subclassed.take(List.of()));
        assertDeniedWithout("contract", () -> implemented.take(List.of()));
        assertDeniedWithout("fallback", subclassed::fallback);
        assertDeniedWithout("fallback", implemented::fallback);
        decisions.give(ALICE, "contract");
        assertAllowed(() -> subclassed.take(List.of()));
        assertAllowed(() -> implemented.take(List.of()));
    }

    static class Unaware {

        public String work() {
            return "done";
        }
    }

    interface Work {

        @RequiresPermission("work")
        String work();
    }

    static class Aware extends Unaware implements Work {}

    @Test
    void anInterfaceGuardsAMethodThatItsImplementationInherits() {
        assertDeniedWithout("work", guarded(new Aware())::work);
        assertDeniedWithout("work", ((Work) guarded(new Aware()))::work);
    }

    static class PackagePrivateBase {

        @RequiresPermission("base")
        public String work() {
            return "done";
        }
    }

    public static class PublicHeir extends PackagePrivateBase {}

    @Test
    void aBridgeOfTheCompilerIsNoWayRound() {
        assertDeniedWithout("base", guarded(new PublicHeir())::work);
    }

    @RequiresPermission("contract.type")
    interface GuardedContract {

        String work();
    }

    static class OfGuardedContract implements GuardedContract {

        @Override
        public String work() {
            return "done";
        }

        public String more() {
            return "done";
        }
    }

    @Test
    void aGuardedInterfaceGuardsTheWholeBean() {
        assertDeniedWithout("contract.type", guarded(new OfGuardedContract())::work);
        assertDeniedWithout("contract.type", guarded(new OfGuardedContract())::more);
    }

    @Test
    void aProxyOfAnInterfaceAloneIsGuarded() {
        Work proxied = (Work) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Work.class}, (proxy, method, arguments) -> "done");
        Work guarded = guardedInterface(proxied);

        assertDeniedWithout("work", guarded::work);
        decisions.give(ALICE, "work");
        assertAllowed(guarded::work);
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @RequiresPermission("news.publish")
    @interface Publishing {}

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @RequiresPermission({})
    @interface Needs {

        @AliasFor(annotation = RequiresPermission.class, attribute = "value")
        String[] permissions();
    }

    static class MetaAnnotated {

        @Publishing
        String publish() {
            return "done";
        }

        @Publishing
        @Needs(permissions = "news.edit")
        String edit() {
            return "done";
        }
    }

    @Test
    void anotherAnnotationMayStandForIt() {
        MetaAnnotated guarded = guarded(new MetaAnnotated());

        assertDeniedWithout("news.publish", guarded::publish);
        decisions.give(ALICE, "news.publish");
        assertAllowed(guarded::publish);
        assertDeniedWithout("news.edit", guarded::edit);
        decisions.give(ALICE, "news.edit", "news.publish");
        assertAllowed(guarded::edit);
    }

    @Test
    void asksAboutEachPermissionOncePerCall() {
        decisions.give(ALICE, "type", "method", "override");
        assertAllowed(guarded(new Heir())::both);

        assertThat(decisions.permissionsAsked()).doesNotHaveDuplicates().containsOnly("type", "method", "override");
    }

    private void assertAllowed(Supplier<String> call) {
        assertThat(SignedIn.as(SIGNED_IN, call)).isEqualTo("done");
    }

    private static ThrowableAssertAlternative<AuthorizationDeniedException> assertDenied(Supplier<String> call) {
        return assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> SignedIn.as(SIGNED_IN, call));
    }

    private static void assertDeniedWithout(String permission, Supplier<String> call) {
        assertDenied(call)
                .extracting(denied -> ((PermissionDecision) denied.getAuthorizationResult()).permission())
                .isEqualTo(permission);
    }

    private static boolean isAllowed(Supplier<String> call) {
        try {
            return SignedIn.as(SIGNED_IN, call).equals("done");
        } catch (AuthorizationDeniedException denied) {
            return false;
        }
    }

    @SuppressWarnings("unchecked")
    private <T> T guarded(T target) {
        ProxyFactory factory = new ProxyFactory(target);
        factory.setProxyTargetClass(true);
        factory.addAdvisor(advisor);
        return (T) factory.getProxy();
    }

    @SuppressWarnings("unchecked")
    private <T> T guardedInterface(T target) {
        ProxyFactory factory = new ProxyFactory(target);
        factory.addAdvisor(advisor);
        return (T) factory.getProxy();
    }
}
