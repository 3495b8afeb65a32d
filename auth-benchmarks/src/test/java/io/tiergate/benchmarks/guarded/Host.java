package io.tiergate.benchmarks.guarded;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.security.Access;
import java.io.Serializable;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.NameMatchMethodPointcut;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.expression.method.DefaultMethodSecurityExpressionHandler;
import org.springframework.security.access.expression.method.MethodSecurityExpressionHandler;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** An application with a guarded bean, and somebody who is signed in on this thread. */
final class Host {

    private final ConfigurableApplicationContext context;

    private Host(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Somebody holds so many permissions, as authorities too, the one that is asked for in the middle of them.
     *
     * @param configurations what this application has besides
     */
    static Host start(int held, Class<?>... configurations) {
        Class<?>[] sources = Stream.concat(Stream.of(Application.class), Stream.of(configurations))
                .toArray(Class[]::new);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(sources)
                .web(WebApplicationType.NONE)
                .properties("tiergate.store=memory", "spring.main.banner-mode=off")
                .run();
        List<String> names = names(held);
        Administration administration = context.getBean(Administration.class);
        names.forEach(name -> administration.permissions().defineIfMissing(name, ""));
        administration
                .grants()
                .grant(names.stream()
                        .map(name -> Grant.allow(Subject.user("alice"), name))
                        .toList());
        Authentication alice = new TestingAuthenticationToken(
                "alice",
                null,
                names.stream()
                        .map(name -> (GrantedAuthority) new SimpleGrantedAuthority(name))
                        .toList());
        SecurityContextHolder.getContext().setAuthentication(alice);
        return new Host(context);
    }

    private static List<String> names(int held) {
        return IntStream.range(0, held)
                .mapToObj(i -> i == held / 2 ? Guarded.PERMISSION : i == 0 ? "invoice.read" : "permission" + i)
                .toList();
    }

    Guarded guarded() {
        return context.getBean(Guarded.class);
    }

    Access access() {
        return context.getBean(Access.class);
    }

    /** A proxy that does nothing but go on. */
    static Guarded proxied() {
        ProxyFactory factory = new ProxyFactory(new Guarded());
        factory.setProxyTargetClass(true);
        NameMatchMethodPointcut open = new NameMatchMethodPointcut();
        open.setMappedName("open");
        factory.addAdvisor(new DefaultPointcutAdvisor(open, (MethodInterceptor) call -> call.proceed()));
        return (Guarded) factory.getProxy();
    }

    /** Ends it, when somebody who holds nothing has been turned away by all of these calls. */
    void endHaving(IntSupplier... guarded) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("bob", null, List.of()));
        try (context) {
            for (IntSupplier call : guarded) {
                mustBeDenied(call);
            }
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static void mustBeDenied(IntSupplier call) {
        try {
            call.getAsInt();
        } catch (AccessDeniedException denied) {
            return;
        }
        throw new IllegalStateException("Somebody who holds nothing was let in");
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @EnableMethodSecurity(securedEnabled = true)
    static class Application {

        @Bean
        Guarded guarded() {
            return new Guarded();
        }

        @Bean
        PermissionCatalogue catalogue() {
            return PermissionCatalogue.of(Guarded.PERMISSION, "Approve an invoice")
                    .and("invoice.read", "Read it");
        }
    }

    /** An evaluator that does nothing. */
    @Configuration(proxyBeanMethods = false)
    static class SaysYes implements PermissionEvaluator {

        @Bean
        static MethodSecurityExpressionHandler handler() {
            DefaultMethodSecurityExpressionHandler handler = new DefaultMethodSecurityExpressionHandler();
            handler.setPermissionEvaluator(new SaysYes());
            return handler;
        }

        @Override
        public boolean hasPermission(Authentication authentication, Object target, Object permission) {
            return true;
        }

        @Override
        public boolean hasPermission(Authentication authentication, Serializable id, String type, Object permission) {
            return true;
        }
    }
}
