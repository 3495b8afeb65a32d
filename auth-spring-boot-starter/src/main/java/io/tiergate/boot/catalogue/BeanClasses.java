package io.tiergate.boot.catalogue;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;

/** The classes of the application's beans, as far as they are known without making a bean. Those of Spring are left out. */
final class BeanClasses {

    private final ListableBeanFactory beans;

    BeanClasses(ListableBeanFactory beans) {
        this.beans = beans;
    }

    Set<Class<?>> all() {
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = typeOf(name);
            if (type != null && !isOfSpring(type)) {
                classes.add(type);
            }
        }
        return classes;
    }

    private @Nullable Class<?> typeOf(String name) {
        try {
            Class<?> type = beans.getType(name, false);
            return type != null && type.getName().contains("$$SpringCGLIB$$") ? type.getSuperclass() : type;
        } catch (NoSuchBeanDefinitionException gone) {
            return null;
        }
    }

    private static boolean isOfSpring(Class<?> type) {
        return type.getName().startsWith("org.springframework.")
                || type.getName().startsWith("java.")
                || type.getName().startsWith("jdk.")
                || type.getName().startsWith("com.sun.");
    }
}
