package io.tiergate.boot.schema;

import io.tiergate.schema.SchemaMigration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Auto-configuration of Tiergate's migrations. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnClass({Flyway.class, DatabaseInitializationDependencyConfigurer.class})
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "tiergate.store", havingValue = "jpa", matchIfMissing = true)
@ConditionalOnBean(DataSource.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class TiergateSchemaAutoConfiguration {

    @Bean
    TiergateSchema tiergateSchema(
            @TiergateDataSource ObjectProvider<DataSource> marked, ObjectProvider<DataSource> all) {
        DataSource dataSource = marked.getIfAvailable();
        return new TiergateSchema(dataSource == null ? all.getObject() : dataSource, null);
    }

    /**
     * @param privileged what the host migrates its own tables with, if it is another. Without Spring Boot's module for
     *     Flyway the annotation is not there, and this is the same as the other.
     */
    @Bean
    TiergateSchemaInitializer tiergateSchemaInitializer(
            TiergateSchema schema, @FlywayDataSource ObjectProvider<DataSource> privileged) {
        return new TiergateSchemaInitializer(new SchemaMigration(privileged.getIfAvailable(schema::dataSource)));
    }
}
