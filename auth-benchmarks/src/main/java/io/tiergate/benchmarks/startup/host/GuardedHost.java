package io.tiergate.benchmarks.startup.host;

import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.security.RequiresPermission;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The application with Tiergate: its controller guarded, and a catalogue of twenty permissions. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(GuardedHost.BookController.class)
public class GuardedHost {

    private static final int PERMISSIONS = 20;

    public static void main(String[] arguments) {
        Start.of(GuardedHost.class, arguments).print();
    }

    @Bean
    static PermissionCatalogue catalogue() {
        PermissionCatalogue catalogue = PermissionCatalogue.of("book.read", "Read a book");
        for (int i = 1; i < PERMISSIONS; i++) {
            catalogue = catalogue.and("book.action-" + i, "Do something else with a book");
        }
        return catalogue;
    }

    @RestController("bookController")
    static class BookController {

        private final Books books;

        BookController(Books books) {
            this.books = books;
        }

        @GetMapping("/books/{id}")
        @RequiresPermission("book.read")
        Optional<String> read(@PathVariable("id") long id) {
            return books.findById(id).map(Book::title);
        }
    }
}
