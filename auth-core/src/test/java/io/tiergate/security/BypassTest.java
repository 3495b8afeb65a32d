package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tiergate.Tenant;
import io.tiergate.security.elsewhere.Elsewhere;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.Authentication;

/** Ways round a guard that a proxy or an overload might open. */
class BypassTest {

    private static final Authentication ALICE = SignedIn.user("alice");
    private final KnownPermissions decisions = new KnownPermissions();
    private final PermissionGuards guards = new PermissionGuards();
    private final RequiresPermissionAdvisor advisor = new RequiresPermissionAdvisor(
            guards,
            () -> Enforcement.by(
                    new Access(decisions, SubjectResolver.standard(), TenantResolver.always(Tenant.DEFAULT))));

    interface Repo<T> {
        @RequiresPermission("p1")
        void save(T item);
    }

    interface Books extends Repo<String> {
        @Override
        void save(String item);
    }

    static class PlainBooks implements Books {
        @Override
        public void save(String item) {}
    }

    @SuppressWarnings("unchecked")
    private <T> T behindInterfaces(T target, Class<?>... interfaces) {
        ProxyFactory factory = new ProxyFactory();
        factory.setTarget(target);
        factory.setInterfaces(interfaces);
        factory.addAdvisor(advisor);
        return (T) factory.getProxy();
    }

    @Test
    void anImplementationOfAnInterfaceThatRefinesAGenericOne() {
        Books books = behindInterfaces(new PlainBooks(), Books.class);
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> books.save("x")));
    }

    @Test
    void aProxyOfAnInterfaceThatRefinesAGenericOne() {
        List<String> called = new ArrayList<>();
        Books target = (Books) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Books.class}, (proxy, method, args) -> {
                    called.add(method.toString());
                    return null;
                });
        Books books = behindInterfaces(target, Books.class);
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .as("through the interface that refines it; called " + called)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> books.save("x")));
    }

    @Test
    void aProxyOfAnInterfaceThatRefinesAGenericOneCalledThroughTheGenericOne() {
        Repo<String> repo = behindInterfaces(
                (Books) Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Books.class}, (proxy, method, args) -> null),
                Books.class);
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> repo.save("x")));
    }

    @Test
    void aLambdaOfAnInterfaceThatRefinesAGenericOne() {
        Books target = item -> {};
        Books books = behindInterfaces(target, Books.class);
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> books.save("x")));
    }

    @RequiresPermission("p1")
    static class Sub extends Elsewhere {
        public String other() {
            return "other";
        }
    }

    @Test
    void aMethodThatOnlyItsOwnPackageSeesIsRefusedAtTheStart() {
        PermissionGuards strict = new PermissionGuards();
        assertThatExceptionOfType(InvalidRequiresPermissionException.class)
                .isThrownBy(() -> strict.guards(Sub.class))
                .withMessageContaining(
                        "Elsewhere.work(), because it is package-private, inherited from another package");
    }

    static class Numbers {
        @RequiresPermission("p1")
        public String a(Integer x) {
            return "boxed";
        }

        public String a(int x) {
            return "plain";
        }
    }

    static class MoreNumbers extends Numbers {}

    @Test
    void anOverloadByBoxing() throws Exception {
        assertThat(guards.guardOf(Numbers.class.getMethod("a", Integer.class), MoreNumbers.class))
                .isNotNull();
        assertThat(guards.guardOf(Numbers.class.getMethod("a", int.class), MoreNumbers.class))
                .isNull();
    }

    static class Numbers2 {
        public String a(int x) {
            return "plain";
        }

        @RequiresPermission("p1")
        public String a(Integer x) {
            return "boxed";
        }
    }

    static class MoreNumbers2 extends Numbers2 {
        @Override
        public String a(int x) {
            return "over";
        }
    }

    @Test
    void anOverloadByBoxingBesideAnOverride() throws Exception {
        assertThat(guards.guardOf(Numbers2.class.getMethod("a", Integer.class), MoreNumbers2.class))
                .isNotNull();
        ProxyFactory factory = new ProxyFactory(new MoreNumbers2());
        factory.setProxyTargetClass(true);
        factory.addAdvisor(advisor);
        MoreNumbers2 bean = (MoreNumbers2) factory.getProxy();
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> {
                    bean.a(Integer.valueOf(3));
                }));
    }

    abstract static class Base<T> {
        @RequiresPermission("p1")
        public void act(T item) {}

        public void act(String item, int n) {}
    }

    static class Mid extends Base<Long> {}

    static class Leaf extends Mid {
        public void act(String item) {}

        @Override
        public void act(Long item) {}
    }

    @Test
    void anOverloadOfAGenericMethodInTheLeaf() {
        ProxyFactory factory = new ProxyFactory(new Leaf());
        factory.setProxyTargetClass(true);
        factory.addAdvisor(advisor);
        Leaf bean = (Leaf) factory.getProxy();
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> bean.act(3L)));
        Base<Long> base = bean;
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> base.act(3L)));
    }

    // A method of a class that a type parameter of an interface connects, with an overload that shares the erasure
    // count.
    static class Both {
        public void act(String item) {}

        public void act(Object item) {}
    }

    interface Acts<T> {
        @RequiresPermission("p1")
        void act(T item);
    }

    static class BothActs extends Both implements Acts<String> {}

    @Test
    void anOverloadThatABaseHasBesideAGenericInterface() {
        // Acts<String>.act is implemented by Both.act(String); the bridge would clash with act(Object).
        ProxyFactory factory = new ProxyFactory(new BothActs());
        factory.setProxyTargetClass(true);
        factory.addAdvisor(advisor);
        BothActs bean = (BothActs) factory.getProxy();
        Acts<String> acts = bean;
        assertThatExceptionOfType(AuthorizationDeniedException.class)
                .isThrownBy(() -> SignedIn.as(ALICE, () -> acts.act("x")));
    }
}
