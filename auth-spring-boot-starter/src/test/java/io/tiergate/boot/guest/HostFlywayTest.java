package io.tiergate.boot.guest;

import static io.tiergate.boot.guest.Hosts.assertGuarded;
import static io.tiergate.boot.guest.Hosts.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.boot.guest.Hosts.Plain;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A host's own Flyway, in the many ways that hosts have it. */
class HostFlywayTest {

    private final FreshDatabase database = TestDatabase.H2.fresh();
    private final ApplicationContextRunner host = Hosts.on(database, Plain.class);

    @AfterEach
    void drop() {
        database.close();
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFlyway {

        @Bean(initMethod = "migrate")
        Flyway flyway(DataSource dataSource) {
            return Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:io/tiergate/boot/host/migration")
                    .table("own_history")
                    .load();
        }
    }

    @Test
    void itsOwnFlywayBeanIsTheOnlyOneAndMigratesOnlyItsOwn() {
        host.withUserConfiguration(OwnFlyway.class).run(context -> {
            assertThat(context.getBeansOfType(Flyway.class)).containsOnlyKeys("flyway");
            assertThat(context.getBean(Flyway.class).info().applied()).hasSize(1);
            assertThat(tables(database.dataSource()))
                    .contains("own_history", "tiergate_schema_history")
                    .doesNotContain("flyway_schema_history");
            assertGuarded(context);
        });
    }

    @Test
    void itsFlywayPropertiesAreNotOurs() {
        host.withPropertyValues(
                        "spring.flyway.table=renamed_history",
                        "spring.flyway.baseline-version=7",
                        "spring.flyway.placeholders.name=value",
                        "spring.flyway.clean-disabled=false",
                        "spring.flyway.init-sqls=select 1")
                .run(context -> {
                    assertThat(tables(database.dataSource())).contains("renamed_history", "tiergate_schema_history");
                    assertGuarded(context);
                });
    }

    @Test
    void itsMigrationStrategyIsAskedAboutItsOwnFlywayOnly() {
        List<Flyway> asked = new ArrayList<>();
        host.withBean(FlywayMigrationStrategy.class, () -> flyway -> {
                    asked.add(flyway);
                    flyway.migrate();
                })
                .run(context -> {
                    assertThat(asked).containsExactly(context.getBean(Flyway.class));
                    assertGuarded(context);
                });
    }

    @Test
    void aStrategyThatCleansFirstRunsBeforeOurMigrations() {
        host.withPropertyValues("spring.flyway.clean-disabled=false")
                .withBean(FlywayMigrationStrategy.class, () -> flyway -> {
                    flyway.clean();
                    flyway.migrate();
                })
                .run(context -> assertGuarded(context));
    }

    /** Notes which histories it hears of. */
    static final class Listening implements Callback {

        private final List<String> histories = new ArrayList<>();

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            histories.add(context.getConfiguration().getTable());
        }

        @Override
        public String getCallbackName() {
            return "listening";
        }
    }

    @Test
    void itsCallbacksHearOfItsOwnMigrationsOnly() {
        Listening listening = new Listening();
        host.withBean(Callback.class, () -> listening).run(context -> {
            assertThat(listening.histories).containsOnly("flyway_schema_history");
            assertGuarded(context);
        });
    }

    @Test
    void itsFlywaySwitchedOffDoesNotSwitchOffOurs() {
        host.withPropertyValues("spring.flyway.enabled=false").run(context -> {
            assertThat(context).doesNotHaveBean(Flyway.class);
            assertGuarded(context);
        });
    }
}
