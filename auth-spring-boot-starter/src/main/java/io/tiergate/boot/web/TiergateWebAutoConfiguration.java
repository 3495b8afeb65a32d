package io.tiergate.boot.web;

import io.tiergate.boot.core.TiergateProperties;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Auto-configuration for servlet applications. */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({DispatcherServlet.class, WebMvcConfigurer.class})
public final class TiergateWebAutoConfiguration {

    // One bean for all. The fallback, so that an application can remember own changes elsewhere.
    @Bean
    @Fallback
    WebEnforcement tiergateWebEnforcement(ObjectProvider<Clock> clock, ObjectProvider<TiergateProperties> properties) {
        return new WebEnforcement(new SessionChanges(
                clock.getIfUnique(Clock::systemUTC),
                // Without properties Tiergate is off, and nothing changes.
                () -> properties.getObject().feed().allowedStaleness()));
    }
}
