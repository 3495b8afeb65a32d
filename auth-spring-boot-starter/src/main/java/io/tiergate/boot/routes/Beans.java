package io.tiergate.boot.routes;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Looks behind proxies, and makes no bean for it. */
final class Beans {

    private final ConfigurableListableBeanFactory factory;

    Beans(ConfigurableListableBeanFactory factory) {
        this.factory = factory;
    }

    /**
     * What is behind the proxies of a bean.
     *
     * @param bean the bean, or its name
     * @return null if it is not made yet, or is another one at each call
     */
    @Nullable
    Object target(Object bean) {
        Object object = bean instanceof String name ? singleton(name) : bean;
        // Two are enough for all that Spring makes, and a host that nests more has an end, too.
        while (object instanceof Advised advised) {
            if (!advised.getTargetSource().isStatic()) {
                return null;
            }
            object = AopProxyUtils.getSingletonTarget(object);
        }
        return object;
    }
    /** Whether a proxy is around the bean, which is taken for granted of one that is not made yet. */
    boolean isAdvised(Object bean) {
        Object object = bean instanceof String name ? singleton(name) : bean;
        return object == null || AopUtils.isAopProxy(object);
    }

    private @Nullable Object singleton(String name) {
        if (!factory.containsSingleton(name)) {
            return null;
        }
        Object singleton = factory.getSingleton(name);
        return singleton instanceof FactoryBean<?> ? null : singleton;
    }

    /** The class behind the proxies of a bean that is not made yet. */
    Class<?> targetClass(Object bean, Class<?> otherwise) {
        if (bean instanceof String name && factory.containsBeanDefinition(name)) {
            Class<?> target = AutoProxyUtils.determineTargetClass(factory, name);
            return target == null ? otherwise : target;
        }
        return AopProxyUtils.ultimateTargetClass(bean instanceof String ? otherwise : bean);
    }

    /** As it was written. Not every name with two dollar signs is that of a proxy. */
    static Class<?> userClass(Class<?> type) {
        Class<?> parent = type.getSuperclass();
        return parent != null && type.getName().contains("$$SpringCGLIB$$") ? parent : type;
    }
}
