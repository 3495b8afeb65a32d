package io.tiergate.boot.core;

import io.tiergate.security.PermissionGuards;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Notices that a bean which is made after the start has an annotation with a name that was not known before. */
final class LateBeans implements BeanPostProcessor {

    private final ObjectProvider<PermissionGuards> guards;
    private final ObjectProvider<TiergateStart> start;
    private final Set<Class<?>> seen = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Set<String> known;

    LateBeans(ObjectProvider<PermissionGuards> guards, ObjectProvider<TiergateStart> start) {
        this.guards = guards;
        this.start = start;
    }

    /** The start is over: from now on what is new is late. */
    void begin() {
        known = names();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        Set<String> before = known;
        if (before != null && seen.add(bean.getClass())) {
            Set<String> now = names();
            if (!before.containsAll(now)) {
                known = now;
                start.ifAvailable(TiergateStart::warnOfLateNames);
            }
        }
        return bean;
    }

    private Set<String> names() {
        PermissionGuards read = guards.getIfAvailable();
        return read == null ? Set.of() : new HashSet<>(read.permissions().keySet());
    }
}
