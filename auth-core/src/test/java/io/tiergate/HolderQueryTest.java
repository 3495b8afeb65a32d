package io.tiergate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;

class HolderQueryTest {

    @Test
    void noPermissionIsAnErrorAndNotEveryPermission() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HolderQuery.of(Tenant.DEFAULT, List.of()))
                .withMessage("The question who may do something names no permission."
                        + " Name at least one, or ask for anything with HolderQuery.ofAnything.");
    }

    @Test
    void aPageBeginsAtZeroAndHasRoom() {
        HolderQuery query = HolderQuery.of(Tenant.DEFAULT, "read");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> query.page(-1, 10))
                .withMessage("The offset is -1; it cannot be below 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query.page(0, 0))
                .withMessage("The limit is 0; at least 1 holder must be asked for.");
    }

    @Test
    void narrowingGivesAnotherQuestionAndLeavesThisOne() {
        HolderQuery query = HolderQuery.of(Tenant.DEFAULT, "read", "write");
        HolderQuery narrow = query.on(Resource.of("document", 1))
                .by(HolderQuery.Way.DIRECT)
                .withoutMembers()
                .through(List.of(Group.EVERYONE))
                .among(List.of(Subject.user("alice")))
                .page(5, 10);

        assertThat(query.permissions()).containsExactlyInAnyOrder("read", "write");
        assertThat(query.resource()).isNull();
        assertThat(query.way()).isEqualTo(HolderQuery.Way.ANY);
        assertThat(query.expanded()).isTrue();
        assertThat(query.through()).isNull();
        assertThat(query.among()).isNull();
        assertThat(query.offset()).isZero();
        assertThat(narrow.permissions()).isEqualTo(query.permissions());
        assertThat(narrow.resource()).isEqualTo(Resource.of("document", 1));
        assertThat(narrow.way()).isEqualTo(HolderQuery.Way.DIRECT);
        assertThat(narrow.expanded()).isFalse();
        assertThat(narrow.through()).containsExactly(Group.EVERYONE);
        assertThat(narrow.among()).containsExactly(Subject.user("alice"));
        assertThat(narrow.offset()).isEqualTo(5);
        assertThat(narrow.limit()).isEqualTo(10);
    }

    /** A filter that was forgotten must not become none. */
    @Test
    @SuppressWarnings("NullAway")
    void nullIsNoFilter() {
        HolderQuery query = HolderQuery.ofAnything(Tenant.DEFAULT);

        assertThatNullPointerException().isThrownBy(() -> query.on(null));
        assertThatNullPointerException().isThrownBy(() -> query.by(null));
        assertThatNullPointerException().isThrownBy(() -> query.through(null));
        assertThatNullPointerException().isThrownBy(() -> query.among(null));
        assertThatNullPointerException().isThrownBy(() -> HolderQuery.of(null, "read"));
        assertThatNullPointerException().isThrownBy(() -> HolderQuery.of(Tenant.DEFAULT, (List<String>) null));
    }
}
