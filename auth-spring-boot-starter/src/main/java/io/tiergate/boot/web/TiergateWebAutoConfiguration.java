package io.tiergate.boot.web;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.boot.core.TiergateProperties;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionGuards;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Auto-configuration for servlet applications. */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({DispatcherServlet.class, WebMvcConfigurer.class})
@EnableConfigurationProperties(TiergateWebProperties.class)
public final class TiergateWebAutoConfiguration {

    /** Inside of what decodes a request and what measures it, so that these see the answer; outside of all else. */
    private static final int FILTER_ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    // One bean for all. The fallback, so that an application can remember own changes elsewhere.
    @Bean
    @Fallback
    WebEnforcement tiergateWebEnforcement(
            ObjectProvider<Clock> clock,
            ObjectProvider<TiergateProperties> properties,
            ObjectProvider<DecisionUnavailableHandler> unavailable) {
        return new WebEnforcement(
                new SessionChanges(
                        clock.getIfUnique(Clock::systemUTC),
                        // Without properties Tiergate is off, and nothing changes.
                        () -> properties.getObject().feed().allowedStaleness()),
                unavailable::getObject);
    }

    // A mapped interceptor, since those are found by every handler mapping, also by an application's own, and come
    // first.
    @Bean
    MappedInterceptor tiergateHandlerInterceptor(
            ObjectProvider<PermissionGuards> guards, ObjectProvider<Access> access) {
        List<HandlerInterceptor> interceptors = new ArrayList<>();
        interceptors.add(new ProtectedControllerInterceptor());
        guards.ifAvailable(each -> interceptors.add(new AnnotatedHandlerInterceptor(each, current(access))));
        return new MappedInterceptor(null, new GuardingInterceptor(interceptors));
    }

    @Bean
    @ConditionalOnMissingBean(DecisionUnavailableHandler.class)
    UnavailableAnswer tiergateUnavailableAnswer(TiergateWebProperties properties) {
        return new UnavailableAnswer(properties);
    }

    @Bean
    FilterRegistrationBean<UnavailableFilter> tiergateUnavailableFilter(
            ObjectProvider<DecisionUnavailableHandler> handler) {
        FilterRegistrationBean<UnavailableFilter> registration =
                new FilterRegistrationBean<>(new UnavailableFilter(handler::getObject));
        registration.setOrder(FILTER_ORDER);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }

    /** Also while Tiergate is off: a rule must not be missing then, and lets nobody in. */
    @Bean
    @ConditionalOnMissingBean
    UrlPermissions tiergateUrlPermissions(ObjectProvider<Access> access) {
        return new UrlPermissions(current(access));
    }

    private static Supplier<Access> current(ObjectProvider<Access> access) {
        return () -> access.getIfAvailable(() -> {
            throw new DecisionUnavailableException(
                    "A URL or a handler requires a permission while Tiergate is off. Remove"
                            + " tiergate.enabled=false, or what requires it.");
        });
    }
}
