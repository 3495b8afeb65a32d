package io.tiergate.boot.schema;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;
import org.springframework.core.Ordered;

/** Lets Spring Boot run Tiergate's migrations after all of the host's initializers, and before whatever needs tables. */
final class TiergateSchemaInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(TiergateSchema.class);
    }

    /** After Spring Boot's last, that of scripts, which is at 100 before the lowest precedence. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 10;
    }
}
