package io.tiergate.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.DecisionPoint;
import io.tiergate.admin.Administration;
import io.tiergate.security.Access;
import io.tiergate.store.Store;
import io.tiergate.test.host.Book;
import io.tiergate.test.host.Books;
import io.tiergate.test.host.HostApplication;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.ContextConfiguration;

/** A slice of the database is the application's own: nothing of Tiergate is started in it. */
@DataJpaTest
@ContextConfiguration(classes = HostApplication.class)
class DataJpaSliceTest {

    @Autowired
    private Books books;

    @Autowired
    private ApplicationContext context;

    @Test
    void theApplicationsRepositoriesWork() {
        books.save(new Book(7, "Emma"));

        assertThat(books.findById(7L)).get().extracting(Book::title).isEqualTo("Emma");
    }

    @Test
    void nothingOfTiergateIsStarted() {
        assertThat(context.getBeanNamesForType(Store.class)).isEmpty();
        assertThat(context.getBeanNamesForType(DecisionPoint.class)).isEmpty();
        assertThat(context.getBeanNamesForType(Administration.class)).isEmpty();
        assertThat(context.getBeanNamesForType(Access.class)).isEmpty();
    }

    @Test
    @WithPermissions(username = "clara")
    void aUserCanBeSignedInForAuditing() {
        assertThat(SecurityContextHolder.getContext().getAuthentication().getName())
                .isEqualTo("clara");
    }
}
