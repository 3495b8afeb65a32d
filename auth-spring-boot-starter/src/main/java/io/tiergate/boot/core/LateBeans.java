package io.tiergate.boot.core;

import io.tiergate.security.PermissionGuards;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Notices that a bean which is made after the start has an annotation with a name that was not known before. */
final class LateBeans implements BeanPostProcessor {

    private final ObjectProvider<PermissionGuards> guards;
    private final ObjectProvider<TiergateStart> start;
    private volatile boolean begun;

    /** What is remembered of a class goes with it. */
    private final ClassValue<AtomicBoolean> seen = new ClassValue<>() {

        @Override
        protected AtomicBoolean computeValue(Class<?> type) {
            return new AtomicBoolean();
        }
    };

    LateBeans(ObjectProvider<PermissionGuards> guards, ObjectProvider<TiergateStart> start) {
        this.guards = guards;
        this.start = start;
    }

    /** The start is over: from now on what is new is late. */
    void begin() {
        begun = true;
    }

    /** Whatever becomes of telling: the bean is made. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (begun && isNew(bean.getClass())) {
            PermissionGuards read = guards.getIfAvailable();
            if (read != null) {
                start.ifAvailable(known -> known.warnOfLateNames(read.permissions()));
            }
        }
        return bean;
    }

    private boolean isNew(Class<?> type) {
        AtomicBoolean known = seen.get(type);
        return !known.get() && known.compareAndSet(false, true);
    }
}
