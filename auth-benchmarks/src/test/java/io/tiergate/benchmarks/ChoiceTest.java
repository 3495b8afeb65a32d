package io.tiergate.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tiergate.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceTest {

    @Test
    void withoutOptionsAllIsMeasuredOnPostgresql() {
        Choice choice = Choice.of();

        for (Section section : Section.values()) {
            assertThat(choice.has(section.option())).as(section.option()).isTrue();
        }
        assertThat(choice.has(Choice.MEMORY)).isTrue();
        assertThat(choice.quick()).isFalse();
        assertThat(choice.users()).containsExactly(10_000, 1_000_000);
        assertThat(choice.databases()).containsExactly(TestDatabase.POSTGRESQL);
    }

    @Test
    void takesPartsDatabasesAndNumbersOfUsers() {
        Choice choice = Choice.of("--only=cold,memory", "--quick=true", "--users=20000,1000", "--databases=mariadb,h2");

        assertThat(choice.has("cold")).isTrue();
        assertThat(choice.has("check")).isFalse();
        assertThat(choice.quick()).isTrue();
        assertThat(choice.users()).isEqualTo(List.of(1_000, 20_000));
        assertThat(choice.databases()).containsExactly(TestDatabase.MARIADB, TestDatabase.H2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--only=", "--only=warm", "--quick=yes", "--users=12", "--databases=oracle", "checks", ""})
    void whatIsNoOptionIsNamedTogetherWithThoseThatAre(String wrong) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Choice.of(wrong))
                .withMessageStartingWith("'" + wrong + "' is no option of the benchmarks. Use --only=all or some of ")
                .withMessageContainingAll(
                        "changes,check,cold,growth,guarded,lists,memory,visibility", "--users=", "--databases=");
    }
}
