package io.tiergate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Resource;
import io.tiergate.admin.Administration;
import io.tiergate.entity.Allowed;
import io.tiergate.test.guarded.Note;
import io.tiergate.test.guarded.Notes;
import io.tiergate.test.guarded.NotesApplication;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.ApplicationContext;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.ContextConfiguration;

/** A slice of the database with guarded rows, as an application's author writes it. */
@DataJpaTest
@AutoConfigureTiergate
@ContextConfiguration(classes = NotesApplication.class)
class GuardedEntitySliceTest {

    @Autowired
    private Notes notes;

    @Autowired
    private Administration administration;

    @Autowired
    private ApplicationContext context;

    @RepeatedTest(2)
    void aRowThatIsSavedIsAResourceUntilTheTestEnds() {
        assertThat(administration.resources().countRoots()).isZero();

        notes.saveAndFlush(new Note(7, "Emma"));

        assertThat(administration.resources().find(Resource.of("note", "7"))).isPresent();
    }

    @Test
    @WithPermissions("note.read")
    void whatATestGivesIsSeenEverywhere() {
        notes.saveAndFlush(new Note(7, "Emma"));

        assertThat(notes.findAll(Allowed.to("note.read"))).hasSize(1);
    }

    @Test
    void nothingOfTheWebIsStarted() {
        assertThat(context.getBeanNamesForType(SecurityFilterChain.class)).isEmpty();
    }
}
