package io.tiergate.boot.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells why a bean has no proxy, as a rule. */
final class UnproxiedBeansFailureAnalyzer extends AbstractFailureAnalyzer<UnproxiedBeansException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnproxiedBeansException cause) {
        return new FailureAnalysis(cause.getMessage(), """
                Find out which of these it is:
                - The bean was made before Spring could make proxies, because a BeanPostProcessor, a \
                BeanFactoryPostProcessor or an advisor needs it. Give that an ObjectProvider of the bean, and let its @Bean \
                method be static. Spring logs such a bean as "not eligible for getting processed by all BeanPostProcessors".
                - The bean is an object that was registered by hand, with registerSingleton. Register a bean definition.
                - A proxy of the application's own is around it. Make that by an advisor, so that one proxy does both.
                - The bean lives in the application context of a further DispatcherServlet, which makes no proxies. Import \
                TiergateMethodSecurityAutoConfiguration there, or move the bean to the main context.
                - The class is part of Spring's own machinery (a BeanPostProcessor, an advisor). Ask with access.require(…) \
                inside instead.""", cause);
    }
}
