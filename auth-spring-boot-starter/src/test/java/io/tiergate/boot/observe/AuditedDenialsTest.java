package io.tiergate.boot.observe;

import static io.tiergate.boot.observe.Alice.denied;
import static io.tiergate.boot.observe.Alice.signInAlice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.boot.observe.ObservedHost.Invoices;
import io.tiergate.boot.security.TiergateMethodSecurityAutoConfiguration;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration;
import org.springframework.boot.actuate.security.AbstractAuthorizationAuditListener;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.security.authorization.AuthorizationEventPublisher;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.SpringAuthorizationEventPublisher;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.authorization.event.AuthorizationEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is turned away is in audit events and in Spring Security's events. */
class AuditedDenialsTest {

    private final ApplicationContextRunner plain = new ApplicationContextRunner()
            .withPropertyValues("tiergate.store=memory")
            .withUserConfiguration(ObservedHost.class)
            .withConfiguration(AutoConfigurations.of(
                    TiergateAutoConfiguration.class,
                    TiergateMethodSecurityAutoConfiguration.class,
                    TiergateObserveAutoConfiguration.class));
    private final ApplicationContextRunner audited = plain.withConfiguration(
                    AutoConfigurations.of(AuditAutoConfiguration.class))
            .withBean(AuditEventRepository.class, InMemoryAuditEventRepository::new);

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void whoIsTurnedAwayIsInTheAuditEvents() {
        audited.run(context -> {
            signInAlice(context);
            context.getBean(Invoices.class).read();
            assertThat(context.getBean(Access.class).has("invoice.approve")).isFalse();
            assertThat(events(context)).as("what is allowed, or an if").isEmpty();

            denied(() -> context.getBean(Access.class).require("invoice.approve"));
            denied(context.getBean(Invoices.class)::burn);
            denied(() -> context.getBean(Invoices.class).readOne(7));

            assertThat(events(context))
                    .extracting(AuditEvent::getType, AuditEvent::getPrincipal, AuditEvent::getData)
                    .containsExactly(
                            tuple(
                                    "TIERGATE_DENIED",
                                    "user:alice",
                                    Map.of(
                                            "permission", "invoice.approve",
                                            "reason", "NOT_GRANTED",
                                            "tenant", "default",
                                            "details", "from Lisbon")),
                            tuple(
                                    "TIERGATE_DENIED",
                                    "user:alice",
                                    Map.of(
                                            "permission", "never.heard.of",
                                            "reason", "UNKNOWN_PERMISSION",
                                            "tenant", "default",
                                            "details", "from Lisbon")),
                            tuple(
                                    "TIERGATE_DENIED",
                                    "user:alice",
                                    Map.of(
                                            "permission", "invoice.read",
                                            "reason", "UNKNOWN_RESOURCE_TYPE",
                                            "tenant", "default",
                                            "resource", "invoice:7",
                                            "details", "from Lisbon")));
        });
    }

    @Test
    void nobodyIsInTheAuditEventsAsAnonymous() {
        audited.run(context -> {
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> context.getBean(Access.class).require("invoice.read"));

            assertThat(events(context)).singleElement().satisfies(event -> {
                assertThat(event.getPrincipal()).isEqualTo("anonymous");
                assertThat(event.getData()).containsOnlyKeys("permission", "reason", "tenant");
            });
        });
    }

    @Test
    void aDenialIsAuditedOnceAlsoWhereSpringSecurityPublishesIt() {
        audited.withBean(SpringAuthorizationEventPublisher.class).run(context -> {
            signInAlice(context);
            denied(context.getBean(Invoices.class)::burn);
            denied(() -> context.getBean(Access.class).require("invoice.approve"));
            denied(context.getBean(Invoices.class)::ask);

            assertThat(context).hasSingleBean(AbstractAuthorizationAuditListener.class);
            assertThat(events(context))
                    .extracting(AuditEvent::getType)
                    .containsExactly("TIERGATE_DENIED", "TIERGATE_DENIED", "AUTHORIZATION_FAILURE");
            assertThat(events(context).get(2).getPrincipal()).isEqualTo("alice");
            assertThat(events(context).get(2).getData()).containsEntry("details", "from Lisbon");
        });
    }

    @Test
    void springSecuritysEventsCarryOurDecision() {
        List<AuthorizationEvent> published = new ArrayList<>();
        plain.withBean(SpringAuthorizationEventPublisher.class)
                .withInitializer(context -> context.addApplicationListener(
                        (ApplicationListener<AuthorizationDeniedEvent<?>>) published::add))
                .run(context -> {
                    signInAlice(context);
                    context.getBean(Invoices.class).read();
                    denied(context.getBean(Invoices.class)::burn);
                    denied(() -> context.getBean(Access.class).require("invoice.approve"));

                    assertThat(published)
                            .extracting(event -> permission(event.getAuthorizationResult()))
                            .containsExactly("never.heard.of", "invoice.approve");
                });
    }

    @Test
    void aPublisherOfTheHostIsGivenWhatIsGrantedToo() {
        List<String> published = new ArrayList<>();
        AuthorizationEventPublisher publisher = new AuthorizationEventPublisher() {
            @Override
            public <T> void publishAuthorizationEvent(
                    Supplier<Authentication> authentication, T object, AuthorizationResult result) {
                published.add(authentication.get().getName() + " " + permission(result) + " " + result.isGranted());
            }
        };
        plain.withBean(AuthorizationEventPublisher.class, () -> publisher).run(context -> {
            signInAlice(context);
            context.getBean(Invoices.class).read();
            denied(context.getBean(Invoices.class)::burn);
            context.getBean(Access.class).require("invoice.read");

            assertThat(published)
                    .containsExactly(
                            "alice invoice.read true", "alice never.heard.of false", "alice invoice.read true");
        });
    }

    private static String permission(AuthorizationResult result) {
        assertThat(result).isInstanceOf(PermissionDecision.class);
        return ((PermissionDecision) result).permission();
    }

    private static List<AuditEvent> events(ApplicationContext context) {
        return context.getBean(AuditEventRepository.class).find(null, null, null);
    }
}
