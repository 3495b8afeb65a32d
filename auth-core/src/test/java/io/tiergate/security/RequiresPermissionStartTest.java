package io.tiergate.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.function.Supplier;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What stops the start of an application, and what the message says. */
class RequiresPermissionStartTest {

    static class Empty {

        @RequiresPermission({})
        void work() {}
    }

    @Test
    void anEmptyAnnotation() {
        assertThat(startingWith(Empty.class))
                .hasMessage(
                        "@RequiresPermission on io.tiergate.security.RequiresPermissionStartTest$Empty.work() names no"
                                + " permission. Name at least one, for example @RequiresPermission(\"invoice.approve\"), or remove"
                                + " the annotation.");
    }

    @RequiresPermission({})
    static class EmptyOnType {

        void work() {}
    }

    @Test
    void anEmptyAnnotationOnAClass() {
        assertThat(startingWith(EmptyOnType.class))
                .hasMessageStartingWith(
                        "@RequiresPermission on io.tiergate.security.RequiresPermissionStartTest$EmptyOnType names no"
                                + " permission.");
    }

    static class Blank {

        void fine() {}

        @RequiresPermission({"fine", " "})
        void work() {}
    }

    @Test
    void aBlankName() {
        assertThat(startingWith(Blank.class))
                .hasMessageContaining("RequiresPermissionStartTest$Blank.work()")
                .hasMessageContaining("' ' is not a permission name");
    }

    static class Wildcard {

        @RequiresPermission("invoice.*")
        void work() {}
    }

    @Test
    void aWildcard() {
        assertThat(startingWith(Wildcard.class))
                .hasMessageContaining("RequiresPermissionStartTest$Wildcard.work()")
                .hasMessageContaining("'invoice.*' is not a permission name");
    }

    static class KeepsToItself {

        public final void work() {}
    }

    @RequiresPermission("p1")
    static class InheritsFinal extends KeepsToItself {}

    @Test
    void anInheritedFinalMethodOfAGuardedClass() {
        assertThat(startingWith(InheritsFinal.class)).hasMessageContaining("KeepsToItself.work(), because it is final");
    }

    static class PrivateMethod {

        void use() {
            work();
        }

        @RequiresPermission("p1")
        private void work() {}
    }

    static class StaticMethod {

        @RequiresPermission("p1")
        static void work() {}
    }

    static class FinalMethod {

        @RequiresPermission("p1")
        final void work() {}
    }

    @RequiresPermission("p1")
    static class FinalMethodOfGuardedType {

        public final void work() {}
    }

    @Test
    void aMethodThatNoProxyCanGuard() {
        assertThat(startingWith(PrivateMethod.class))
                .hasMessageContaining("PrivateMethod.work(), because it is private")
                .hasMessageContaining("access.require(...)");
        assertThat(startingWith(StaticMethod.class)).hasMessageContaining("StaticMethod.work(), because it is static");
        assertThat(startingWith(FinalMethod.class)).hasMessageContaining("FinalMethod.work(), because it is final");
        assertThat(startingWith(FinalMethodOfGuardedType.class))
                .hasMessageContaining("FinalMethodOfGuardedType.work(), because it is final");
    }

    interface Work {

        @RequiresPermission("p1")
        void work();
    }

    static class FinalImplementation implements Work {

        @Override
        public final void work() {}
    }

    @Test
    void aFinalImplementationOfAGuardedMethod() {
        assertThat(startingWith(FinalImplementation.class))
                .hasMessageContaining("FinalImplementation.work(), because it is final");
    }

    @Test
    void notTheAbsenceOfAnythingToAskBeforeTheFirstCall() {
        assertThatCode(() -> start(Object.class)).doesNotThrowAnyException();
    }

    private static Throwable startingWith(Class<?> bean) {
        Throwable failure = catchThrowable(() -> start(bean));
        assertThat(failure).hasRootCauseInstanceOf(InvalidRequiresPermissionException.class);
        return Throwables.getRootCause(failure);
    }

    private static void start(Class<?> bean) {
        Supplier<Enforcement> enforcement = () -> {
            throw new AssertionError("nothing is asked while the application starts");
        };
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.registerBean(DefaultAdvisorAutoProxyCreator.class);
            context.registerBean(
                    RequiresPermissionAdvisor.class,
                    () -> new RequiresPermissionAdvisor(new PermissionGuards(), enforcement));
            context.registerBean("bean", bean);
            context.refresh();
        }
    }
}
