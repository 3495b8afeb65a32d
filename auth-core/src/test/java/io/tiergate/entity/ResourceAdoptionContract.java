package io.tiergate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.entity.ResourceAdoption.Progress;
import io.tiergate.entity.host.Folder;
import io.tiergate.entity.host.Paper;
import io.tiergate.entity.host.Picture;
import io.tiergate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that were there before their entities were guarded. */
abstract class ResourceAdoptionContract {

    private static final int PAPERS = 5_000;

    private final TestDatabase database;
    private GuardedHost host;
    private final List<String> told = new ArrayList<>();

    ResourceAdoptionContract(TestDatabase database) {
        this.database = database;
    }

    /** Folder 3 stands below folder 9, which stands below folder 1. */
    @BeforeEach
    void old() {
        host = new GuardedHost(database.fresh());
        host.jdbc()
                .execute(
                        switch (database) {
                            case MARIADB -> "alter table Folder modify resource_id bigint null";
                            default -> "alter table Folder alter column resource_id drop not null";
                        });
        folder(1, null, "carol");
        folder(9, 1L, null);
        folder(3, 9L, null);
        List<Object[]> rows = new ArrayList<>();
        for (int i = 1; i <= PAPERS; i++) {
            rows.add(new Object[] {"paper " + i, i % 2 == 0 ? 3 : 9, i == 7 ? 7L : null});
        }
        host.jdbc().batchUpdate("insert into Paper (title, version, folder_id, author) values (?, 0, ?, ?)", rows);
    }

    private void folder(long id, Long parent, String owner) {
        host.jdbc().update("insert into Folder (id, version, parent_id, owner) values (?, 0, ?, ?)", id, parent, owner);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private ResourceAdoption adoption() {
        return new ResourceAdoption(
                host.factory(), Objects.requireNonNull(host.transactions().getTransactionManager()));
    }

    private long adopt(Class<?> entity) {
        return adoption().adopt(entity, (Progress progress) -> told.add(progress.toString()));
    }

    @Test
    void registersParentsBeforeTheirChildrenAndTellsHowFarItIs() {
        assertThat(adopt(Folder.class)).isEqualTo(3);
        assertThat(host.trees()).isEqualTo("folder:1(folder:9(folder:3))");
        assertThat(adopt(Paper.class)).isEqualTo(PAPERS);

        assertThat(told)
                .contains(
                        "2000 of 5000 rows of Paper have got a resource",
                        "5000 of 5000 rows of Paper have got a resource");
        assertThat(host.administration().resources().size(Resource.of("folder", 1)))
                .isEqualTo(PAPERS + 3);
        assertThat(host.administration()
                        .resources()
                        .find(Resource.of("folder", 1))
                        .orElseThrow()
                        .owner())
                .isEqualTo(Subject.user("carol"));
        assertThat(host.jdbc()
                        .queryForObject(
                                "select count(*) from Paper p join tiergate_resource r on r.id = p.resource_id join"
                                        + " tiergate_resource t on t.id = r.parent_id join Folder f on f.resource_id = t.id"
                                        + " where f.id = p.folder_id",
                                Long.class))
                .isEqualTo(PAPERS);
    }

    @Test
    void findsNothingToDoTheSecondTime() {
        adopt(Folder.class);
        told.clear();

        assertThat(adopt(Folder.class)).isZero();
        assertThat(told).isEmpty();
        assertThat(adopt(Picture.class)).isZero();
    }

    @Test
    void goesOnWhereItWasStopped() {
        adopt(Folder.class);
        assertThatThrownBy(() -> adoption().adopt(Paper.class, progress -> {
                    throw new IllegalStateException("stopped");
                }))
                .hasMessage("stopped");
        assertThat(host.without("Paper")).isEqualTo(PAPERS - 2_000);

        assertThat(adopt(Paper.class)).isEqualTo(PAPERS - 2_000);
        assertThat(host.without("Paper")).isZero();
    }

    @Test
    void saysWhichRowsAreLeftBecauseOfTheirParents() {
        assertThatThrownBy(() -> adopt(Paper.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("5000 rows of " + Paper.class.getName())
                .hasMessageContaining("'folder'");
        assertThat(host.trees()).isEmpty();
    }

    @Test
    void rowsThatAreNotAdoptedYetAreChangedAndDeletedAllTheSame() {
        adopt(Folder.class);
        host.inTransaction(entities -> {
            entities.find(Paper.class, 1L).move(entities.find(Folder.class, 1L));
            entities.remove(entities.find(Paper.class, 2L));
        });

        assertThat(adopt(Paper.class)).isEqualTo(PAPERS - 1);
        assertThat(host.administration()
                        .resources()
                        .find(Resource.of("paper", 1))
                        .orElseThrow()
                        .parent())
                .isEqualTo(Resource.of("folder", 1));
    }
}
