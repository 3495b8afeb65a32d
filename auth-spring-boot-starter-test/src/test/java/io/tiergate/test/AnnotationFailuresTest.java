package io.tiergate.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.InvalidNameException;
import io.tiergate.Subject;
import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.security.SubjectResolver;
import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.security.test.context.support.WithSecurityContextFactory;

/** What the annotations of tests say that cannot work. */
class AnnotationFailuresTest {

    private final ApplicationContextRunner withoutKit = new ApplicationContextRunner()
            .withPropertyValues("tiergate.store=memory")
            .withConfiguration(AutoConfigurations.of(TiergateAutoConfiguration.class));
    private final ApplicationContextRunner withKit =
            withoutKit.withConfiguration(AutoConfigurations.of(TiergateTestAutoConfiguration.class));

    @WithPermissions("invoice read")
    private static class NoName {}

    @WithPermissions(denied = "*.read")
    private static class NoWildcard {}

    @WithPermissions("invoice.read")
    private static class Holding {}

    @WithSubject("alice")
    private static class WithoutType {}

    @WithSubject("User:alice")
    private static class WrongType {}

    @WithSubject
    private static class Nobody {}

    @WithSubject(value = "user:alice", id = "alice")
    private static class Twice {}

    @WithSubject("user:alice")
    private static class Alice {}

    @Test
    void whatIsNoPermissionIsRefused() {
        withKit.run(context -> {
            assertThatThrownBy(() -> permissions(context, NoName.class))
                    .isInstanceOf(InvalidNameException.class)
                    .hasMessageContaining("'invoice read' is not a permission name");
            assertThatThrownBy(() -> permissions(context, NoWildcard.class))
                    .isInstanceOf(InvalidNameException.class)
                    .hasMessageContaining("*.read");
        });
    }

    @Test
    void whatIsNoSubjectIsRefused() {
        withKit.run(context -> {
            assertThatThrownBy(() -> subject(context, WithoutType.class))
                    .hasMessage("'alice' is not a subject. Give its type and its id, for example 'user:alice'.");
            assertThatThrownBy(() -> subject(context, WrongType.class))
                    .hasMessageContaining("'User' is not a subject type");
            String oneOf =
                    "@WithSubject needs one of these: @WithSubject(\"user:alice\"), or @WithSubject(id = \"alice\").";
            assertThatThrownBy(() -> subject(context, Nobody.class)).hasMessage(oneOf);
            assertThatThrownBy(() -> subject(context, Twice.class)).hasMessage(oneOf);
        });
    }

    @Test
    void permissionsThatNobodyWouldLookAtAreRefused() {
        withoutKit.run(context -> assertThatThrownBy(() -> permissions(context, Holding.class))
                .hasMessage(
                        "@WithPermissions does nothing here: the decision point of this context is not wrapped by that"
                                + " of the tests. Add @ImportAutoConfiguration(TiergateTestAutoConfiguration.class) to the test, and"
                                + " let one DecisionPoint bean be the primary one."));
        withKit.run(context -> permissions(context, Holding.class));
    }

    @Test
    void whereNothingAsksForPermissionsTheUserIsJustSignedIn() {
        new ApplicationContextRunner().run(context -> {
            permissions(context, Holding.class);
            subject(context, Alice.class);
        });
        permissions(null, Holding.class);
        subject(null, Alice.class);
    }

    @Test
    void aSubjectThatTheApplicationTakesForAnotherIsRefused() {
        withKit.withBean(SubjectResolver.class, () -> authentication -> Subject.user("somebody"))
                .run(context -> assertThatThrownBy(() -> subject(context, Alice.class))
                        .hasMessage(
                                "For @WithSubject the application's SubjectResolver says that user:somebody acts, and not"
                                        + " user:alice. Let it honour SubjectPrincipal, or sign in with an Authentication that it"
                                        + " knows."));
    }

    @Test
    void aResolverThatDoesNotTakeTheUserIsSaid() {
        String message =
                "The application's SubjectResolver does not take the user of %s. Let it honour SubjectPrincipal, or"
                        + " sign in with an Authentication that it knows.";
        withKit.withBean(SubjectResolver.class, () -> authentication -> {
                    throw new ClassCastException("no token");
                })
                .run(context -> {
                    assertThatThrownBy(() -> subject(context, Alice.class))
                            .hasMessage(message, "@WithSubject")
                            .hasRootCauseMessage("no token");
                    assertThatThrownBy(() -> permissions(context, Holding.class))
                            .hasMessage(message, "@WithPermissions");
                });
    }

    private static void permissions(ApplicationContext context, Class<?> annotated) {
        create(context, new WithPermissionsSecurityContextFactory(), annotated, WithPermissions.class);
    }

    private static void subject(ApplicationContext context, Class<?> annotated) {
        create(context, new WithSubjectSecurityContextFactory(), annotated, WithSubject.class);
    }

    private static <A extends Annotation> void create(
            ApplicationContext context, WithSecurityContextFactory<A> factory, Class<?> annotated, Class<A> type) {
        if (context != null) {
            context.getAutowireCapableBeanFactory().autowireBean(factory);
        }
        A annotation = AnnotationUtils.findAnnotation(annotated, type);
        assertThat(factory.createSecurityContext(annotation).getAuthentication().isAuthenticated())
                .isTrue();
    }
}
