package io.tiergate.boot.schema;

import io.tiergate.schema.Vendor;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.util.StringUtils;

/**
 * Finds the schema of the tables: what the property says, else where the host has its own, else where connections are by
 * themselves.
 */
final class SchemaNames {

    private final @Nullable String configured;
    private final Environment environment;
    private final Supplier<@Nullable String> ofFlyway;
    private final boolean asHost;

    /**
     * @param configured by Tiergate's own property, or null
     * @param ofFlyway the default schema of the host's Flyway, if it has one
     * @param asHost whether the tables are in the database of the host's entities and migrations
     */
    SchemaNames(
            @Nullable String configured, Environment environment, Supplier<@Nullable String> ofFlyway, boolean asHost) {
        this.configured = configured;
        this.environment = environment;
        this.ofFlyway = ofFlyway;
        this.asHost = asHost;
    }

    /** As the catalogue spells it; null for the connections' own. */
    @Nullable
    String find(DataSource dataSource) {
        if (StringUtils.hasText(configured)) {
            return configured;
        }
        if (!asHost) {
            return null;
        }
        Vendor vendor = Vendor.of(dataSource);
        String ofHibernate = Binder.get(environment)
                .bind("spring.jpa.properties", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .get("hibernate.default_" + (vendor == Vendor.MARIADB ? "catalog" : "schema"));
        if (StringUtils.hasText(ofHibernate)) {
            return inCatalogue(dataSource, vendor, ofHibernate.strip());
        }
        String own = ofFlyway.get();
        return StringUtils.hasText(own) ? own : ofMigrationsElsewhere();
    }

    /** An application whose migrations run elsewhere says where, and has no Flyway. */
    private @Nullable String ofMigrationsElsewhere() {
        Binder binder = Binder.get(environment);
        String defaultSchema =
                binder.bind("spring.flyway.default-schema", String.class).orElse("");
        List<String> schemas = binder.bind("spring.flyway.schemas", Bindable.listOf(String.class))
                .orElse(List.of());
        if (StringUtils.hasText(defaultSchema)) {
            return defaultSchema;
        }
        return schemas.isEmpty() ? null : schemas.get(0);
    }

    /** Of the connections themselves; null if they are in none. */
    static @Nullable String own(DataSource dataSource) {
        boolean isCatalog = Vendor.of(dataSource) == Vendor.MARIADB;
        return new JdbcTemplate(dataSource).execute((ConnectionCallback<@Nullable String>)
                connection -> isCatalog ? connection.getCatalog() : connection.getSchema());
    }

    /** Hibernate does not quote it, so that the database may take it for another spelling. */
    private static String inCatalogue(DataSource dataSource, Vendor vendor, String name) {
        if (name.length() > 2 && "`\"".indexOf(name.charAt(0)) >= 0 && name.endsWith(name.substring(0, 1))) {
            return name.substring(1, name.length() - 1);
        }
        Connection connection = null;
        try {
            connection = dataSource.getConnection();
            DatabaseMetaData database = connection.getMetaData();
            List<String> there = names(database, vendor);
            if (there.contains(name)) {
                return name;
            }
            List<String> alike = there.stream().filter(name::equalsIgnoreCase).toList();
            return alike.size() == 1 ? alike.get(0) : folded(database, name);
        } catch (SQLException failure) {
            throw new IllegalStateException("Cannot ask the database for its schemas", failure);
        } finally {
            JdbcUtils.closeConnection(connection);
        }
    }

    private static List<String> names(DatabaseMetaData database, Vendor vendor) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = vendor == Vendor.MARIADB ? database.getCatalogs() : database.getSchemas()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static String folded(DatabaseMetaData database, String name) throws SQLException {
        if (database.storesUpperCaseIdentifiers()) {
            return name.toUpperCase(Locale.ROOT);
        }
        return database.storesLowerCaseIdentifiers() ? name.toLowerCase(Locale.ROOT) : name;
    }
}
