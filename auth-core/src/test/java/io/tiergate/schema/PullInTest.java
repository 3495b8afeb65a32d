package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.flywaydb.core.api.logging.LogFactory;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.internal.strategy.RetryStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A host's own history: customers, Tiergate's tables, and a table that refers to them. */
class PullInTest {

    private static FluentConfiguration host(DataSource dataSource) {
        return Flyway.configure().dataSource(dataSource).locations("classpath:io/tiergate/schema/host");
    }

    private static int migrate(DataSource dataSource) {
        return host(dataSource).load().migrate().migrationsExecuted;
    }

    @ParameterizedTest
    @EnumSource
    void bringsTheTablesInAtItsPlace(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            DataSource dataSource = database.dataSource();

            assertThat(migrate(dataSource)).isEqualTo(3);

            new SchemaMigration(dataSource).validate();
            assertThat(History.of(dataSource, null)).containsExactlyElementsOf(History.COMPLETE);
            assertThatExceptionOfType(RuntimeException.class)
                    .isThrownBy(() -> new JdbcTemplate(dataSource).execute("INSERT INTO favourite VALUES (1, 4711)"))
                    .satisfies(failure -> assertThat(failure.getMessage()).containsIgnoringCase("favourite_subject"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingToDoForTheRunAtStartUpAndForASecondStart(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            DataSource dataSource = database.dataSource();
            migrate(dataSource);

            assertThat(new SchemaMigration(dataSource).migrate()).isZero();
            assertThat(migrate(dataSource)).isZero();
            assertThat(new SchemaMigration(dataSource).migrate()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isRunByOneOfSeveralNodes(TestDatabase type) throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            try (FreshDatabase database = type.fresh()) {
                // Nodes of a host that has started before: its own first start is its own affair.
                host(database.dataSource()).target("1").load().migrate();

                List<Integer> runs = Nodes.start(database, node -> {
                    int ran = migrate(node);
                    assertThat(new SchemaMigration(node).migrate()).isZero();
                    return ran;
                });

                assertThat(runs.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
                assertThat(History.of(database.dataSource(), null)).containsExactlyElementsOf(History.COMPLETE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void usesTheDefaultSchemaOfTheHostsRun(TestDatabase type) {
        try (FreshDatabase database = type.fresh()) {
            DataSource dataSource = database.dataSource();
            String named = "Host " + database.name();
            String first = "First " + database.name();

            host(dataSource).defaultSchema(named).load().migrate();
            host(dataSource).schemas(first, "Second " + database.name()).load().migrate();

            new SchemaMigration(dataSource, named).validate();
            new SchemaMigration(dataSource, first).validate();
            assertThatExceptionOfType(SchemaException.class)
                    .isThrownBy(() -> new SchemaMigration(dataSource).validate());
        }
    }

    /** A host may have its own reasons: what it names is what it gets. */
    @Test
    void usesTheSchemaThatTheHostSays() {
        try (FreshDatabase database = TestDatabase.POSTGRESQL.fresh()) {
            DataSource dataSource = database.dataSource();
            JavaMigration elsewhere = new V2_1__elsewhere();

            host(dataSource).javaMigrations(elsewhere).load().migrate();

            new SchemaMigration(dataSource, "elsewhere").validate();
        }
    }

    static final class V2_1__elsewhere extends TiergateMigration {

        @Override
        protected String schema(Configuration host) {
            return "elsewhere";
        }
    }

    /** Flyway keeps some settings in static fields, and ours is a run inside the host's. */
    @Test
    void leavesTheHostsCallbacksAndSettingsAlone() throws ReflectiveOperationException {
        try (FreshDatabase database = TestDatabase.H2.fresh()) {
            List<String> called = new ArrayList<>();
            HostLog.MESSAGES.clear();

            host(database.dataSource())
                    .callbacks(new Recording(called))
                    .lockRetryCount(7)
                    .loggers(HostLog.class.getName())
                    .load()
                    .migrate();

            assertThat(called).containsExactly("1", "2", "3");
            assertThat(HostLog.MESSAGES).anyMatch(message -> message.contains("3 - favourite"));
            Field retries = RetryStrategy.class.getDeclaredField("numberOfRetries");
            retries.setAccessible(true);
            assertThat(retries.get(null)).isEqualTo(7);
        } finally {
            LogFactory.setConfiguration(new ClassicConfiguration());
        }
    }

    private record Recording(List<String> called) implements Callback {

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
            called.add(context.getMigrationInfo().getVersion().toString());
        }

        @Override
        public String getCallbackName() {
            return "recording";
        }
    }

    /** Where a host has Flyway write. */
    public static final class HostLog implements LogCreator {

        private static final Queue<String> MESSAGES = new ConcurrentLinkedQueue<>();

        @Override
        public Log createLogger(Class<?> type) {
            Log log = mock();
            doAnswer(call -> MESSAGES.add(call.getArgument(0))).when(log).info(any());
            return log;
        }
    }
}
