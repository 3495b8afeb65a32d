package io.tiergate.hosts;

import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.tiergate.schema.SchemaMigration;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.RestrictedUser;
import io.tiergate.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** What a newcomer can do wrong, so that the application does not start. */
enum Failure {
    NO_DATABASE("There is no database") {
        @Override
        void happen() {
            start(
                    Plain.class,
                    "spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");
        }
    },
    SEVERAL_DATA_SOURCES("There are several data sources") {
        @Override
        void happen() {
            start(TwoDatabases.class, "spring.flyway.enabled=false");
        }
    },
    DATABASE_AWAY("The database does not answer") {
        @Override
        void happen() {
            start(
                    Plain.class,
                    "spring.flyway.enabled=false",
                    "spring.jpa.database-platform=org.hibernate.dialect.PostgreSQLDialect",
                    "spring.datasource.hikari.connection-timeout=250",
                    "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/app");
        }
    },
    ANOTHER_DATABASE("The database is none of the three") {
        @Override
        void happen() {
            start(AnotherDatabase.class, "spring.flyway.enabled=false");
        }
    },
    NO_SCHEMA("The connections are in no schema") {
        @Override
        void happen() {
            try (FreshDatabase database = TestDatabase.POSTGRESQL.fresh()) {
                String nowhere = database.url() + "?currentSchema=nowhere";
                start(Plain.class, connection(nowhere, database.username(), database.password()));
            }
        }
    },
    SMALL_POOL("The pool has too few connections to make the tables") {
        @Override
        void happen() {
            on(
                    TestDatabase.POSTGRESQL,
                    database -> {},
                    "spring.datasource.hikari.pool-name=HikariPool-1",
                    "spring.datasource.hikari.maximum-pool-size=2",
                    "spring.datasource.hikari.connection-timeout=250");
        }
    },
    TABLES_MISSING("The tables are not there, and Tiergate was told not to make them") {
        @Override
        void happen() {
            on(TestDatabase.POSTGRESQL, database -> {}, "tiergate.schema.mode=validate");
        }
    },
    TABLES_OUTDATED("The library was updated, and the tables were not") {
        @Override
        void happen() {
            on(
                    TestDatabase.MARIADB,
                    database -> {
                        new SchemaMigration(database.dataSource()).migrate();
                        new JdbcTemplate(database.dataSource())
                                .update(
                                        "delete from tiergate_schema where version = ?",
                                        SchemaMigration.latestVersion());
                    },
                    "tiergate.schema.mode=validate");
        }
    },
    MADE_ELSEWHERE("The tables were made by another tool, and Tiergate was not told") {
        @Override
        void happen() {
            on(
                    TestDatabase.POSTGRESQL,
                    database -> new ResourceDatabasePopulator(
                                    new ClassPathResource("io/tiergate/schema/postgresql/V1__three_tiers.sql"))
                            .execute(database.dataSource()));
        }
    },
    TABLE_IN_THE_WAY("A table of the same name is there already") {
        @Override
        void happen() {
            on(
                    TestDatabase.POSTGRESQL,
                    database -> new JdbcTemplate(database.dataSource())
                            .execute("create table tiergate_tenant (name varchar(20))"));
        }
    },
    ANOTHER_BUILD("The tables were made by a snapshot of Tiergate") {
        @Override
        void happen() {
            on(TestDatabase.POSTGRESQL, database -> {
                new SchemaMigration(database.dataSource()).migrate();
                JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
                jdbc.update("update tiergate_schema_history set checksum = 1 where version = '1'");
                jdbc.update("delete from tiergate_schema where version = ?", SchemaMigration.latestVersion());
            });
        }
    },
    MAY_NOT_MAKE_POSTGRESQL("The user of the application may not make tables, on PostgreSQL") {
        @Override
        void happen() {
            asAppUser(TestDatabase.POSTGRESQL, database -> {});
        }
    },
    MAY_NOT_MAKE_MARIADB("The user of the application may not make tables, on MariaDB") {
        @Override
        void happen() {
            asAppUser(TestDatabase.MARIADB, database -> {});
        }
    },
    MAY_NOT_MAKE_H2("The user of the application may not make tables, on H2") {
        @Override
        void happen() {
            asAppUser(TestDatabase.H2, database -> {});
        }
    },
    MAY_NOT_USE_POSTGRESQL(
            "The user of the application may not use the tables that another user has made, on PostgreSQL") {
        @Override
        void happen() {
            asAppUser(
                    TestDatabase.POSTGRESQL,
                    database -> new SchemaMigration(database.dataSource()).migrate(),
                    "tiergate.schema.mode=validate");
        }
    },
    MAY_NOT_USE_MARIADB("The user of the application may not use the tables that another user has made, on MariaDB") {
        @Override
        void happen() {
            asAppUser(
                    TestDatabase.MARIADB,
                    database -> new SchemaMigration(database.dataSource()).migrate(),
                    "tiergate.schema.mode=validate");
        }
    },
    MAY_NOT_USE_H2("The user of the application may not use the tables that another user has made, on H2") {
        @Override
        void happen() {
            asAppUser(
                    TestDatabase.H2,
                    database -> new SchemaMigration(database.dataSource()).migrate(),
                    "tiergate.schema.mode=validate");
        }
    },
    COLLATION("An H2 database compares texts by a collation") {
        @Override
        void happen() {
            on(
                    TestDatabase.H2,
                    database ->
                            new JdbcTemplate(database.dataSource()).execute("set collation english strength primary"));
        }
    },
    NO_FLYWAY("Flyway is not on the class path") {
        @Override
        void happen() throws Exception {
            try (FreshDatabase database = TestDatabase.POSTGRESQL.fresh()) {
                StartWithout.jars(
                        List.of("flyway-", "spring-boot-flyway", "spring-boot-starter-flyway"), connection(database));
            }
        }
    },
    NO_FLYWAY_MODULE_POSTGRESQL("Flyway's module for PostgreSQL is not on the class path") {
        @Override
        void happen() throws Exception {
            try (FreshDatabase database = TestDatabase.POSTGRESQL.fresh()) {
                StartWithout.jars(List.of("flyway-database-postgresql"), connection(database));
            }
        }
    },
    NO_FLYWAY_MODULE_MARIADB("Flyway's module for MariaDB is not on the class path") {
        @Override
        void happen() throws Exception {
            try (FreshDatabase database = TestDatabase.MARIADB.fresh()) {
                StartWithout.jars(List.of("flyway-mysql"), connection(database));
            }
        }
    },
    SETTING_OUT_OF_BOUNDS("A setting is out of its bounds") {
        @Override
        void happen() {
            on(TestDatabase.H2, database -> {}, "tiergate.feed.interval=1ms");
        }
    },
    DIRTY_POOL("The pool reads what is not committed") {
        @Override
        void happen() {
            on(
                    TestDatabase.H2,
                    database -> {},
                    "spring.datasource.hikari.transaction-isolation=TRANSACTION_READ_UNCOMMITTED");
        }
    },
    PUSH_ELSEWHERE("The push is PostgreSQL's, and the database is another") {
        @Override
        void happen() {
            on(TestDatabase.MARIADB, database -> {}, "tiergate.feed.push=postgresql");
        }
    },
    EMPTY_ANNOTATION("An annotation names no permission") {
        @Override
        void happen() {
            start(WronglyGuarded.Empty.class, "tiergate.store=memory");
        }
    },
    UNKNOWN_PARAMETER("An annotation names a parameter that the method does not have") {
        @Override
        void happen() {
            start(WronglyGuarded.OfNoParameter.class, "tiergate.store=memory");
        }
    },
    UNDECLARED_PERMISSION("Code asks for a permission that nobody has declared") {
        @Override
        void happen() {
            start(WronglyGuarded.Undeclared.class, "tiergate.store=memory");
        }
    },
    UNGUARDED_ROUTE("A handler of requests was forgotten, and that is not allowed") {
        @Override
        void happen() {
            start(
                    WebApplicationType.SERVLET,
                    WronglyGuarded.Forgotten.class,
                    "server.port=0",
                    "server.address=127.0.0.1",
                    "tiergate.store=memory",
                    "tiergate.routes.unguarded=fail");
        }
    },
    BEAN_WITHOUT_GUARD("A guarded bean is made too early to be guarded") {
        @Override
        void happen() {
            start(WronglyGuarded.TooEarly.class, "tiergate.store=memory");
        }
    };

    private final String title;

    Failure(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Starts an application in which it is so; prints what such an application prints. */
    abstract void happen() throws Exception;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TwoDatabases {

        @Bean
        DataSource customers() {
            return new DriverManagerDataSource("jdbc:h2:mem:customers");
        }

        @Bean
        DataSource orders() {
            return new DriverManagerDataSource("jdbc:h2:mem:orders");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class AnotherDatabase {

        @Bean
        DataSource dataSource() throws SQLException {
            DataSource dataSource = mock(RETURNS_DEEP_STUBS);
            when(dataSource.getConnection().getMetaData().getDatabaseProductName())
                    .thenReturn("Oracle");
            when(dataSource.getConnection().getMetaData().getDatabaseProductVersion())
                    .thenReturn("23ai");
            return dataSource;
        }
    }

    private interface Preparation {

        void of(FreshDatabase database);
    }

    private static void on(TestDatabase type, Preparation preparation, String... properties) {
        try (FreshDatabase database = type.fresh()) {
            preparation.of(database);
            start(Plain.class, with(connection(database), properties));
        }
    }

    private static void asAppUser(TestDatabase type, Preparation preparation, String... properties) {
        try (FreshDatabase database = type.fresh()) {
            preparation.of(database);
            RestrictedUser user = new RestrictedUser(database, "app_user");
            start(Plain.class, with(connection(user.url(), user.name(), user.password()), properties));
        }
    }

    private static String[] with(String[] properties, String... more) {
        return Stream.concat(Stream.of(properties), Stream.of(more)).toArray(String[]::new);
    }

    private static String[] connection(FreshDatabase database) {
        return connection(database.url(), database.username(), database.password());
    }

    private static String[] connection(String url, String username, String password) {
        return new String[] {
            "spring.flyway.enabled=false",
            "spring.datasource.url=" + url,
            "spring.datasource.username=" + username,
            "spring.datasource.password=" + password
        };
    }

    private static void start(Class<?> host, String... properties) {
        start(WebApplicationType.NONE, host, properties);
    }

    private static void start(WebApplicationType web, Class<?> host, String... properties) {
        try {
            new SpringApplicationBuilder(host)
                    .web(web)
                    .properties("spring.liquibase.enabled=false", "spring.main.banner-mode=off")
                    .run(Stream.of(properties).map(property -> "--" + property).toArray(String[]::new))
                    .close();
        } catch (RuntimeException reported) {
            // What it printed is what is looked at.
        }
    }
}
