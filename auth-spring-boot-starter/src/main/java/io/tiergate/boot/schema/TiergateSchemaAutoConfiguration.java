package io.tiergate.boot.schema;

import io.tiergate.boot.core.TiergateProperties;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Auto-configuration of Tiergate's migrations. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
@ConditionalOnProperty(name = "tiergate.store", havingValue = "jpa", matchIfMissing = true)
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(TiergateProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class TiergateSchemaAutoConfiguration {

    @Bean
    TiergateSchema tiergateSchema(
            @TiergateDataSource ObjectProvider<DataSource> marked,
            ObjectProvider<DataSource> all,
            ConfigurableListableBeanFactory beans,
            Environment environment,
            TiergateProperties properties) {
        DataSource own = marked.getIfAvailable();
        // What is said of the host's migrations and entities is said of its own data source.
        boolean asHost = own == null;
        DataSource dataSource = asHost ? all.getIfUnique() : own;
        if (dataSource == null) {
            throw new SeveralDataSourcesException(beans.getBeanNamesForType(DataSource.class));
        }
        TiergateProperties.Schema schema = properties.schema();
        SchemaNames names =
                new SchemaNames(schema.name(), environment, () -> HostFlyway.defaultSchema(beans, dataSource), asHost);
        return new TiergateSchema(
                dataSource, asHost ? HostFlyway.privileged(beans) : UnaryOperator.identity(), names, schema.mode());
    }
}
