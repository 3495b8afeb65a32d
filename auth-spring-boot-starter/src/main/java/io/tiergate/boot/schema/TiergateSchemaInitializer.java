package io.tiergate.boot.schema;

import io.tiergate.schema.SchemaMigration;
import org.springframework.beans.factory.InitializingBean;

/**
 * Runs Tiergate's migrations when it is made. A type of its own, since beans of Flyway's types would take the place of
 * the host's.
 */
final class TiergateSchemaInitializer implements InitializingBean {

    private final SchemaMigration migration;

    TiergateSchemaInitializer(SchemaMigration migration) {
        this.migration = migration;
    }

    @Override
    public void afterPropertiesSet() {
        migration.migrate();
    }
}
