package io.tiergate.boot.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.store.Store;
import io.tiergate.store.jpa.JpaStore;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.ApplicationContext;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a host with a database of its own keeps, and what it gets. */
@InDatabase
class HostDatabaseTest {

    private static final Subject CAROL = Subject.user("carol");

    @Autowired
    private ApplicationContext context;

    @Autowired
    private Administration administration;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Books books;

    @Test
    void keepsPermissionsInTheHostsDatabase() {
        assertThat(context.getBean(Store.class)).isInstanceOf(JpaStore.class);
    }

    @Test
    void keepsTheHostsRepositoriesAndAddsNone() {
        books.save(new Book("Dune"));

        assertThat(books.findByTitle("Dune")).extracting(Book::title).containsExactly("Dune");
        assertThat(context.getBeansOfType(Repository.class)).containsOnlyKeys("books");
    }

    @Test
    void runsBothMigrationHistoriesTheHostsFirst() {
        assertThat(versions("flyway_schema_history")).contains("1 books");
        // A baseline is noted only where there are tables already: the host's.
        assertThat(versions("tiergate_schema_history")).startsWith("0 << Flyway Baseline >>", "1 three tiers");
    }

    @Test
    void leavesTheHostsFlywayAlone() {
        assertThat(context.getBeansOfType(Flyway.class)).containsOnlyKeys("flyway");
        assertThat(context.getBeansOfType(FlywayMigrationInitializer.class)).containsOnlyKeys("flywayInitializer");
        assertThat(context.getBeansOfType(FlywayMigrationStrategy.class)).isEmpty();
        assertThat(context.getBean(Flyway.class).info().current().getVersion())
                .isEqualTo(MigrationVersion.fromVersion("1"));
    }

    @Test
    void addsNoEntityToTheHosts() {
        assertThat(context.getBean(EntityManagerFactory.class).getMetamodel().getEntities())
                .extracting(entity -> entity.getJavaType().getPackageName())
                .containsOnly("io.tiergate.boot.host");
    }

    @Test
    void takesPartInTheHostsTransactions() {
        transaction.executeWithoutResult(status -> {
            books.save(new Book("Emma"));
            administration.grants().grant(Grant.allow(CAROL, "topsecret"));
            status.setRollbackOnly();
        });
        assertThat(books.findByTitle("Emma")).isEmpty();
        assertThat(administration.subjects().find(CAROL)).isEmpty();

        transaction.executeWithoutResult(status -> {
            books.save(new Book("Emma"));
            administration.grants().grant(Grant.allow(CAROL, "topsecret"));
        });
        assertThat(books.findByTitle("Emma")).hasSize(1);
        assertThat(administration.grants().of(CAROL)).hasSize(1);
        administration.subjects().delete(CAROL);
    }

    private List<String> versions(String history) {
        return jdbc.sql("select \"version\" || ' ' || \"description\" from \"" + history
                        + "\" where \"version\" is not null order by \"installed_rank\"")
                .query(String.class)
                .list();
    }
}
