package io.tiergate.boot.security;

import io.tiergate.security.PermissionGuards;
import io.tiergate.security.RequiresPermissionAdvisor;
import java.lang.reflect.Proxy;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AbstractAutoProxyCreator;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanFactory;

/**
 * Looks for beans whose class is guarded, and that no proxy guards: they were made too early, by something that makes
 * proxies of its own, or by hand. Looks at singletons that are there, and makes none.
 */
final class UnproxiedBeans {

    /** There in tests that put their own objects in the place of beans: stand-ins are called unguarded on purpose. */
    private static final String STAND_INS =
            "org.springframework.test.context.bean.override.internalBeanOverridePostProcessor";

    private final ConfigurableListableBeanFactory factory;
    private final PermissionGuards guards;

    UnproxiedBeans(ConfigurableListableBeanFactory factory, PermissionGuards guards) {
        this.factory = factory;
        this.guards = guards;
    }

    /** @throws UnproxiedBeansException if there are some */
    void requireNone() {
        if (factory.containsSingleton(STAND_INS)) {
            return;
        }
        SortedMap<String, Class<?>> found = new TreeMap<>();
        for (String name : factory.getSingletonNames()) {
            Object bean = factory.getSingleton(name);
            if (bean != null && !(bean instanceof FactoryBean<?>)) {
                Class<?> open = unguarded(bean);
                if (open != null) {
                    found.put(name, open);
                }
            }
        }
        if (!makesProxies()) {
            addThoseThatAreMadeLater(found);
        }
        if (!found.isEmpty()) {
            throw new UnproxiedBeansException(found);
        }
    }

    private boolean makesProxies() {
        return factory instanceof AbstractBeanFactory made
                && made.getBeanPostProcessors().stream().anyMatch(AbstractAutoProxyCreator.class::isInstance);
    }

    private void addThoseThatAreMadeLater(SortedMap<String, Class<?>> found) {
        for (String name : factory.getBeanDefinitionNames()) {
            Class<?> type = factory.containsSingleton(name) ? null : factory.getType(name, false);
            if (type != null && !type.isInterface() && !isOfFramework(type) && guards.guards(type)) {
                found.put(name, type);
            }
        }
    }

    /** @return the class that is guarded and reached without a guard; null if all is well */
    private @Nullable Class<?> unguarded(Object bean) {
        Object layer = bean;
        while (layer instanceof Advised advised) {
            if (hasOurs(advised) || !advised.getTargetSource().isStatic()) {
                // What is behind a target that changes, such as that of a scope, is a bean of its own.
                return null;
            }
            Object target = AopProxyUtils.getSingletonTarget(layer);
            if (target == null) {
                return null;
            }
            layer = target;
        }
        if (layer instanceof SpringProxy || isOfFramework(layer.getClass())) {
            // A proxy that lets nobody look inside. Whoever makes one is on their own.
            return null;
        }
        return guards.guards(layer.getClass()) ? layer.getClass() : null;
    }

    private static boolean hasOurs(Advised advised) {
        for (Advisor advisor : advised.getAdvisors()) {
            if (advisor instanceof RequiresPermissionAdvisor
                    || advisor.getAdvice() instanceof RequiresPermissionAdvisor) {
                return true;
            }
        }
        return false;
    }

    /** Not worth reading, and proxies of others have names of their own. */
    private static boolean isOfFramework(Class<?> type) {
        return Proxy.isProxyClass(type)
                || type.getName().startsWith("org.springframework.")
                || type.getName().startsWith("java.");
    }
}
