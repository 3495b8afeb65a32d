package io.tiergate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.entity.Allowed;
import io.tiergate.test.AutoConfigureTiergate;
import io.tiergate.test.WithSubject;
import io.tiergate.test.guarded.Note;
import io.tiergate.test.guarded.Notes;
import io.tiergate.test.guarded.NotesApplication;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = NotesApplication.class)
// tag::testing-guarded-slice
@DataJpaTest
@AutoConfigureTiergate
class GuardedSlicePageTest {

    @Test
    @WithSubject("user:clara")
    void claraSeesTheNoteThatIsSharedWithHer(@Autowired Notes notes, @Autowired Administration administration) {
        notes.saveAllAndFlush(List.of(new Note(7, "Emma"), new Note(8, "Persuasion")));
        administration
                .grants()
                .grant(Grant.allow(Subject.user("clara"), "note.read").on(Resource.of("note", "8")));

        assertThat(notes.findAll(Allowed.to("note.read")))
                .extracting(Note::title)
                .containsExactly("Persuasion");
    }
}
// end::testing-guarded-slice
