package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tiergate.schema.FaultyDataSource.Fault;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A migration that stops anywhere is completed by the next start. */
class InterruptedMigrationTest {

    private static final int TURN = ThreadLocalRandom.current().nextInt(Fault.values().length);

    @ParameterizedTest
    @CsvSource({"H2,BREAKS", "H2,FAILS", "POSTGRESQL,BREAKS", "POSTGRESQL,FAILS", "MARIADB,BREAKS", "MARIADB,FAILS"})
    void isCompletedByTheNextStartWhereverItStopped(TestDatabase type, Fault fault) throws Exception {
        // Flyway tries some statements again, a second later: those waits pass side by side. H2 would only wait for
        // itself.
        ExecutorService threads = Executors.newFixedThreadPool(type == TestDatabase.H2 ? 1 : 4);
        try (FreshDatabase database = type.fresh()) {
            Scene scene = new Scene(database, fault);
            List<Future<?>> runs = new ArrayList<>();
            for (int chosen = first(fault); chosen <= scene.statements; chosen += Fault.values().length) {
                int number = chosen;
                runs.add(threads.submit(() -> scene.stopAndStartAgain(number)));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each statement meets one of the faults, and in another run of the tests perhaps the other. */
    private static int first(Fault fault) {
        return 1 + (fault.ordinal() + TURN) % Fault.values().length;
    }

    /** One database, in which each run has a schema of its own. */
    private static final class Scene {

        private final FreshDatabase database;
        private final Fault fault;
        private final DataSource pool;
        private final DataSource unpooled;
        private final int statements;
        private final Map<String, List<String>> expected;

        Scene(FreshDatabase database, Fault fault) {
            this.database = database;
            this.fault = fault;
            pool = database.dataSource(config -> config.setMaximumPoolSize(20));
            unpooled = new DriverManagerDataSource(database.url(), database.username(), database.password());
            FaultyDataSource undisturbed = new FaultyDataSource(unpooled, fault, Integer.MAX_VALUE);
            new SchemaMigration(undisturbed, schema(0)).migrate();
            statements = undisturbed.count();
            expected = SchemaDump.of(database.database(), pool, schema(0));
        }

        private String schema(int number) {
            return "Run " + number + " of " + database.name();
        }

        void stopAndStartAgain(int number) {
            String schema = schema(number);
            DataSource faulty = new FaultyDataSource(unpooled, fault, number);
            Throwable stopped = catchThrowable(() -> new SchemaMigration(faulty, schema).migrate());

            new SchemaMigration(pool, schema).migrate();

            String run = "number " + number + ", " + stopped;
            Map<String, List<String>> found = SchemaDump.of(database.database(), pool, schema);
            assertThat(found.keySet()).as(run).isEqualTo(expected.keySet());
            expected.forEach((query, rows) ->
                    assertThat(found.get(query)).as("%s: %s", run, query).containsExactlyElementsOf(rows));
            assertThat(History.of(pool, schema)).as(run).containsExactlyElementsOf(History.COMPLETE);
            drop(schema);
        }

        /** What is left makes MariaDB's catalogue slow. */
        private void drop(String schema) {
            String cascade = database.database() == TestDatabase.MARIADB ? "" : " CASCADE";
            new JdbcTemplate(pool)
                    .execute("DROP SCHEMA " + Place.of(pool, schema).quoted() + cascade);
        }
    }
}
