package io.tiergate.benchmarks.startup.host;

import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The application without Tiergate, its controller guarded by what Spring Security itself has for that. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableMethodSecurity
@Import(SecuredHost.BookController.class)
public class SecuredHost {

    public static void main(String[] arguments) {
        Start.of(SecuredHost.class, arguments).print();
    }

    @RestController("bookController")
    static class BookController {

        private final Books books;

        BookController(Books books) {
            this.books = books;
        }

        @GetMapping("/books/{id}")
        @PreAuthorize("hasAuthority('book.read')")
        Optional<String> read(@PathVariable("id") long id) {
            return books.findById(id).map(Book::title);
        }
    }
}
