package io.tiergate.boot.schema;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** What of the host's own Flyway, if it has one, also holds for our migrations. */
final class HostFlyway {

    private HostFlyway() {}

    /**
     * Where its migrations go unless they say otherwise, or null.
     *
     * @param dataSource the application's; a Flyway for another one has nothing to say
     */
    static @Nullable String defaultSchema(ConfigurableListableBeanFactory beans, DataSource dataSource) {
        return isPresent("org.flywaydb.core.Flyway") ? Core.defaultSchema(beans, dataSource) : null;
    }

    /** Who makes tables, for whom uses them: often the same. */
    static UnaryOperator<DataSource> privileged(ListableBeanFactory beans) {
        return isPresent("org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails")
                ? dataSource -> Boot.privileged(beans, dataSource)
                : UnaryOperator.identity();
    }

    private static boolean isPresent(String type) {
        return ClassUtils.isPresent(type, HostFlyway.class.getClassLoader());
    }

    /** Where Flyway is on the class path. */
    private static final class Core {

        static @Nullable String defaultSchema(ConfigurableListableBeanFactory beans, DataSource dataSource) {
            Flyway flyway = beans.getBeanProvider(Flyway.class).getIfUnique();
            if (flyway == null
                    || isOfAnother(beans, dataSource, flyway.getConfiguration().getDataSource())) {
                return null;
            }
            Configuration configuration = flyway.getConfiguration();
            if (configuration.getDefaultSchema() != null) {
                return configuration.getDefaultSchema();
            }
            return configuration.getSchemas().length == 0 ? null : configuration.getSchemas()[0];
        }

        /** Another bean, that is, and not annotated for this. What is no bean was made from the application's properties. */
        private static boolean isOfAnother(
                ConfigurableListableBeanFactory beans, DataSource dataSource, DataSource migrated) {
            return migrated != dataSource
                    && migrated != privileged(beans).apply(dataSource)
                    && Stream.of(beans.getBeanNamesForType(DataSource.class, true, false))
                            .anyMatch(name -> beans.getSingleton(name) == migrated);
        }
    }

    /** Where Spring Boot's support for Flyway is. The same rules as there, since it makes no bean of what they give. */
    private static final class Boot {

        static DataSource privileged(ListableBeanFactory beans, DataSource dataSource) {
            for (String name : beans.getBeanNamesForType(DataSource.class)) {
                if (beans.findAnnotationOnBean(name, FlywayDataSource.class) != null) {
                    return beans.getBean(name, DataSource.class);
                }
            }
            FlywayConnectionDetails details =
                    beans.getBeanProvider(FlywayConnectionDetails.class).getIfUnique();
            if (details == null) {
                return dataSource;
            }
            if (details.getJdbcUrl() != null) {
                return build(DataSourceBuilder.create().url(details.getJdbcUrl()), details);
            }
            return details.getUsername() == null
                    ? dataSource
                    : build(DataSourceBuilder.derivedFrom(dataSource), details);
        }

        private static DataSource build(DataSourceBuilder<?> builder, FlywayConnectionDetails details) {
            builder.username(details.getUsername()).password(details.getPassword());
            if (StringUtils.hasText(details.getDriverClassName())) {
                builder.driverClassName(details.getDriverClassName());
            }
            return builder.type(SimpleDriverDataSource.class).build();
        }
    }
}
