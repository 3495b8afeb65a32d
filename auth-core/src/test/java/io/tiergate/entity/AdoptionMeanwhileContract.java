package io.tiergate.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.admin.NewResource;
import io.tiergate.entity.plain.Box;
import io.tiergate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows are adopted while the application changes them. */
abstract class AdoptionMeanwhileContract {

    private final TestDatabase database;
    private PlainHost host;

    AdoptionMeanwhileContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void old() {
        host = new PlainHost(database.fresh(), Box.class, "box", Map.of());
        host.jdbc().update("insert into Box (id) values (1)");
        host.jdbc().update("insert into Box (id) values (2)");
        host.jdbc().update("insert into Box (id, around_id, owner) values (3, 1, 'carol')");
        host.jdbc().update("insert into Box (id, around_id) values (4, 1)");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private static Resource box(long id) {
        return Resource.of("box", id);
    }

    private long adopt() {
        return host.adoption().adopt(Box.class, progress -> {});
    }

    /** Adopts while a transaction has changed something, and has not yet committed it. */
    private long adoptBehind(Consumer<EntityManager> change) {
        CompletableFuture<Long> adopting = new CompletableFuture<>();
        host.inTransaction(entities -> {
            change.accept(entities);
            entities.flush();
            adopting.completeAsync(this::adopt, work -> new Thread(work).start());
            assertThatThrownBy(() -> adopting.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        });
        return adopting.join();
    }

    @Test
    void aRowThatIsMovedAndHandedOverMeanwhileIsRegisteredWhereItIsThen() {
        long adopted = adoptBehind(
                entities -> entities.find(Box.class, 3L).owned("dave").move(entities.getReference(Box.class, 2L)));

        assertThat(adopted).isEqualTo(4);
        assertThat(host.entry(box(3)).parent()).isEqualTo(box(2));
        assertThat(host.entry(box(3)).owner()).isEqualTo(Subject.user("dave"));
        assertThat(host.entry(box(4)).parent()).isEqualTo(box(1));
    }

    @Test
    void aRowThatIsDeletedMeanwhileLeavesNoResource() {
        long adopted = adoptBehind(entities -> entities.remove(entities.find(Box.class, 4L)));

        assertThat(adopted).isEqualTo(3);
        assertThat(host.found(Tenant.DEFAULT, box(4))).isEmpty();
        assertThat(host.entry(box(3)).parent()).isEqualTo(box(1));
    }

    @Test
    void whatWasRegisteredByHandIsMovedAndHandedOverToWhereTheRowSays() {
        host.administration(Tenant.DEFAULT)
                .resources()
                .register(NewResource.of(box(3)).ownedBy(Subject.user("mallory")));

        assertThat(adopt()).isEqualTo(4);

        assertThat(host.entry(box(3)).parent()).isEqualTo(box(1));
        assertThat(host.entry(box(3)).owner()).isEqualTo(Subject.user("carol"));
        assertThat(host.jdbc().queryForObject("select resource_id from Box where id = 3", Long.class))
                .isEqualTo(host.entry(box(3)).key());
    }
}
