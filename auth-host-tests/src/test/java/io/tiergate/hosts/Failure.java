package io.tiergate.hosts;

import io.tiergate.schema.SchemaMigration;
import io.tiergate.security.RequiresPermission;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.util.ArrayList;
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
    MAY_NOT_MAKE("The user of the application may not make tables") {
        @Override
        void happen() {
            asAppUser(database -> {});
        }
    },
    MAY_NOT_USE("The user of the application may not use the tables that another user has made") {
        @Override
        void happen() {
            asAppUser(
                    database -> new SchemaMigration(database.dataSource()).migrate(), "tiergate.schema.mode=validate");
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
    NO_FLYWAY_MODULE("Flyway's module for the database is not on the class path") {
        @Override
        void happen() throws Exception {
            try (FreshDatabase database = TestDatabase.MARIADB.fresh()) {
                List<String> properties = new ArrayList<>(List.of(connection(database)));
                properties.add("spring.flyway.enabled=false");
                StartWithout.jars(List.of("flyway-mysql"), properties.toArray(String[]::new));
            }
        }
    },
    EMPTY_ANNOTATION("An annotation names no permission") {
        @Override
        void happen() {
            start(Unguardable.class, "tiergate.store=memory");
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
    static class Unguardable {

        @Bean
        Invoices invoices() {
            return new Invoices();
        }

        static class Invoices {

            @RequiresPermission({})
            public void approve() {}
        }
    }

    private interface Preparation {

        void of(FreshDatabase database);
    }

    private static void on(TestDatabase type, Preparation preparation, String... properties) {
        try (FreshDatabase database = type.fresh()) {
            preparation.of(database);
            List<String> all = new ArrayList<>(List.of(connection(database)));
            all.addAll(List.of(properties));
            start(Plain.class, all.toArray(String[]::new));
        }
    }

    private static void asAppUser(Preparation preparation, String... properties) {
        try (FreshDatabase database = TestDatabase.POSTGRESQL.fresh()) {
            JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
            jdbc.execute("create role app_user login password 'secret'");
            try {
                preparation.of(database);
                List<String> all = new ArrayList<>(List.of(
                        "spring.flyway.enabled=false",
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=app_user",
                        "spring.datasource.password=secret"));
                all.addAll(List.of(properties));
                start(Plain.class, all.toArray(String[]::new));
            } finally {
                jdbc.execute("drop role app_user");
            }
        }
    }

    private static String[] connection(FreshDatabase database) {
        return new String[] {
            "spring.flyway.enabled=false",
            "spring.datasource.url=" + database.url(),
            "spring.datasource.username=" + database.username(),
            "spring.datasource.password=" + database.password()
        };
    }

    private static void start(Class<?> host, String... properties) {
        try {
            new SpringApplicationBuilder(host)
                    .web(WebApplicationType.NONE)
                    .properties("spring.liquibase.enabled=false", "spring.main.banner-mode=off")
                    .run(Stream.of(properties).map(property -> "--" + property).toArray(String[]::new))
                    .close();
        } catch (RuntimeException reported) {
            // What it printed is what is looked at.
        }
    }
}
