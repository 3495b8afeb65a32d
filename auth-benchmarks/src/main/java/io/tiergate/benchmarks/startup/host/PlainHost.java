package io.tiergate.benchmarks.startup.host;

import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The application without Tiergate. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PlainHost.BookController.class)
public class PlainHost {

    public static void main(String[] arguments) {
        Start.of(PlainHost.class, arguments).print();
    }

    @RestController("bookController")
    static class BookController {

        private final Books books;

        BookController(Books books) {
            this.books = books;
        }

        @GetMapping("/books/{id}")
        Optional<String> read(@PathVariable("id") long id) {
            return books.findById(id).map(Book::title);
        }
    }
}
