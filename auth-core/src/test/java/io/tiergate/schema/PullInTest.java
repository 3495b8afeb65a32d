package io.tiergate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
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
                List<Integer> runs = Nodes.start(database, node -> {
                    int ran = migrate(node);
                    assertThat(new SchemaMigration(node).migrate()).isZero();
                    return ran;
                });

                assertThat(runs.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3);
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
}
