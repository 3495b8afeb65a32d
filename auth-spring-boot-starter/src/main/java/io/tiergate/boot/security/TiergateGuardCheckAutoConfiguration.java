package io.tiergate.boot.security;

import io.tiergate.security.PermissionGuards;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextRefreshedEvent;

/** Auto-configuration of the check that what {@link io.tiergate.security.RequiresPermission} guards is guarded. */
@AutoConfiguration
public final class TiergateGuardCheckAutoConfiguration {

    @Bean
    GuardCheck tiergateGuardCheck(ConfigurableApplicationContext context, ObjectProvider<PermissionGuards> guards) {
        return new GuardCheck(context, guards);
    }

    /** Checks the singletons of an application context once they are there, and then those of each one below it. */
    static final class GuardCheck implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent> {

        private final ConfigurableApplicationContext own;
        private final ObjectProvider<PermissionGuards> guards;
        /** Not kept for this once they are closed. */
        private final Set<ApplicationContext> checked = Collections.newSetFromMap(new WeakHashMap<>());

        GuardCheck(ConfigurableApplicationContext own, ObjectProvider<PermissionGuards> guards) {
            this.own = own;
            this.guards = guards;
        }

        @Override
        public void afterSingletonsInstantiated() {
            check(own);
        }

        @Override
        public void onApplicationEvent(ContextRefreshedEvent event) {
            if (event.getApplicationContext() instanceof ConfigurableApplicationContext context) {
                check(context);
            }
        }

        private synchronized void check(ConfigurableApplicationContext context) {
            if (!checked.contains(context)) {
                guards.ifAvailable(known -> new UnproxiedBeans(context.getBeanFactory(), known).requireNone());
                // Only now: a context that was refused may be refreshed again.
                checked.add(context);
            }
            if (context.getParent() instanceof ConfigurableApplicationContext parent) {
                check(parent);
            }
        }
    }
}
