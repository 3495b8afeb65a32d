package io.tiergate;

import static io.tiergate.Requirement.all;
import static io.tiergate.Requirement.any;
import static io.tiergate.Requirement.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementTest {

    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, false", "p1, false", "p2, false", "p1 p2, true", "p4, true", "p4 p1, true", "p3, false"})
    void nestsConditions(String held, boolean holds) {
        Requirement requirement = any("p4", all("p1", "p2"));

        assertThat(holds(requirement, held == null ? new String[0] : held.split(" ")))
                .isEqualTo(holds);
    }

    @Test
    void saysWhomPermissionsAloneAreEnoughFor() {
        Requirement requirement = any("p4", all("p1", "p2"));

        assertThat(requirement.asksOnlyPermissions()).isTrue();
        assertThat(requirement.isMetBy("p4"::equals)).isTrue();
        assertThat(requirement.isMetBy("p1"::equals)).isFalse();
    }

    @Test
    void doesNotSayWhomItIsMetByWhereMoreThanPermissionsDecides() {
        Requirement requirement = any("p1", all("p2", where(subject -> true)));

        assertThat(requirement.asksOnlyPermissions()).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> requirement.isMetBy("p1"::equals))
                .withMessageContaining("any(p1, all(p2, where(…)))")
                .withMessageContaining("holds(…)");
    }

    @Test
    void asksInOrderUntilTheAnswerIsKnown() {
        holds(any("p1", "p2", "p3"), "p2");
        assertThat(asked).containsExactly("p1", "p2");

        asked.clear();
        holds(all("p1", "p2", "p3"), "p1");
        assertThat(asked).containsExactly("p1", "p2");
    }

    @Test
    void asksAboutEachPermissionOnce() {
        assertThat(holds(any(all("p1", "p2"), all("p1", "p3"), all("p2", "p3")), "p1", "p3"))
                .isTrue();
        assertThat(asked).containsExactly("p1", "p2", "p3");
    }

    @Test
    void asksAgainInTheNextEvaluation() {
        Requirement requirement = all("p1");
        holds(requirement, "p1");

        assertThat(holds(requirement)).isFalse();
    }

    @Test
    void askAPredicateAboutTheSubject() {
        Requirement requirement = any("p1", where(subject -> subject.type().equals("service")));

        assertThat(requirement.holds(Subject.service("billing"), name -> false)).isTrue();
        assertThat(requirement.holds(Subject.user("alice"), name -> false)).isFalse();
    }

    @Test
    void letsWhatAPredicateThrowsThrough() {
        Requirement requirement = any(where(subject -> {
            throw new IllegalStateException("no idea");
        }));

        assertThatIllegalStateException()
                .isThrownBy(() -> requirement.holds(Subject.user("alice"), name -> true))
                .withMessage("no idea");
    }

    @Test
    void letsAFailureToDecideThrough() {
        assertThatExceptionOfType(DecisionUnavailableException.class)
                .isThrownBy(() -> any("p1", "p2").holds(Subject.user("alice"), name -> {
                    throw new DecisionUnavailableException("down");
                }));
    }

    @Test
    void needsAnArgument() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> any())
                .withMessage(
                        "any() requires nothing. Name at least one permission, for example any(\"invoice.approve\").");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all(new Object[0]))
                .withMessageStartingWith("all() requires");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all((Object[]) null))
                .withMessageStartingWith("all() requires");
    }

    @Test
    void takesNothingElseThanItSays() {
        Predicate<Subject> predicate = subject -> true;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> any("p1", List.of("p2")))
                .withMessageStartingWith("Argument 2 of any(...) is a java.util.")
                .withMessageContaining("Give permission names");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all("p1", null))
                .withMessageStartingWith("Argument 2 of all(...) is null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all(predicate))
                .withMessageContaining("predicates in where(...)");
        assertThatIllegalArgumentException().isThrownBy(() -> where(null)).withMessageContaining("predicate");
    }

    @Test
    void takesNoNameThatCannotBeOne() {
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> any("invoice.*"));
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> any(""));
    }

    @Test
    void readsAsItWasWritten() {
        assertThat(any("p4", all("p1", "p2"), where(subject -> true))).hasToString("any(p4, all(p1, p2), where(…))");
    }

    private boolean holds(Requirement requirement, String... held) {
        return requirement.holds(Subject.user("alice"), name -> {
            asked.add(name);
            return List.of(held).contains(name);
        });
    }

    @Test
    void namesEveryPermissionOnce() {
        Requirement requirement = any("p4", all("p1", "p2", where(subject -> true)), all("p2", any("p3", "p4")));

        assertThat(requirement.permissions()).containsExactly("p4", "p1", "p2", "p3");
        assertThat(where(subject -> true).permissions()).isEmpty();
    }
}
