package io.tiergate.sample;

import io.tiergate.DecisionUnavailableException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What is hard to bring about from outside. Only in tests that ask for it: the others start what is shipped. */
@Controller
@ConditionalOnBooleanProperty("failing-pages")
class FailingPages {

    @GetMapping("/unavailable")
    String unavailable() {
        throw new DecisionUnavailableException("The database is away, says the test");
    }

    @GetMapping("/broken")
    String broken() {
        throw new IllegalStateException("This is broken, says the test");
    }
}
