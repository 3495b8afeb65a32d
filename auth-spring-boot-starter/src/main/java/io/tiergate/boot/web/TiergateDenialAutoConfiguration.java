package io.tiergate.boot.web;

import io.tiergate.boot.expression.ExpressionDenials;
import io.tiergate.security.Access;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Auto-configuration of the answer to those whom Tiergate denies. */
@AutoConfiguration(afterName = "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(HttpSecurity.class)
@EnableConfigurationProperties(TiergateWebProperties.class)
public final class TiergateDenialAutoConfiguration {

    /** Where an application would have Spring Boot show its own page. */
    private static final String ERROR_VIEW = "error";

    // Not for injection by type: there an application finds its own handler, if it has one.
    @Bean(defaultCandidate = false)
    @ConditionalOnMissingBean(name = "tiergateAccessDeniedHandler")
    DenialAnswer tiergateAccessDeniedHandler(TiergateWebProperties properties) {
        return new DenialAnswer(properties);
    }

    /** Spring Security applies it to each filter chain, before what the application says about the chain. */
    @Bean
    Customizer<HttpSecurity> tiergateDenialCustomizer(
            @Qualifier("tiergateAccessDeniedHandler") AccessDeniedHandler handler,
            ObjectProvider<Access> access,
            ObjectProvider<ExpressionDenials> expressions) {
        Denials denials = new Denials(access::getIfAvailable, expressions::getIfAvailable);
        return http -> http.with(new DenialConfigurer(denials, handler));
    }

    /** Only with Spring Boot's error pages. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ErrorViewResolver.class)
    static class PageConfiguration {

        @Bean
        DenialPage tiergateDenialPage(TiergateWebProperties properties, BeanFactory beans) {
            return new DenialPage(new DenialAnswer(properties), () -> isWhitelabel(beans));
        }

        private static boolean isWhitelabel(BeanFactory beans) {
            return beans.containsBean(ERROR_VIEW)
                    && beans.getBean(ERROR_VIEW).getClass().getName().startsWith("org.springframework.boot.");
        }
    }
}
