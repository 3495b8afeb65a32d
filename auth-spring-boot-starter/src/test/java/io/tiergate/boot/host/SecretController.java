package io.tiergate.boot.host;

import io.tiergate.boot.web.ProtectedController;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Protected as a whole. Its attribute method and its arguments tell whether anything ran before the guard. */
@RestController
class SecretController extends ProtectedController {

    private final Visits visits;

    SecretController(Visits visits) {
        super("topsecret");
        this.visits = visits;
    }

    @ModelAttribute
    void aLookUp() {
        visits.note("look-up");
    }

    @RequestMapping({"/api/protected", "/pages/protected"})
    String everyMethod() {
        visits.note("handler");
        return "42";
    }

    @GetMapping("/api/protected/{number}")
    String withArgument(@PathVariable int number) {
        return "number " + number;
    }

    @PostMapping("/api/protected/body")
    String withBody(@RequestBody Map<String, String> body) {
        return "body " + body;
    }

    @GetMapping("/api/protected/later")
    Callable<String> later() {
        return () -> access().subject().toString();
    }

    @GetMapping("/api/protected/if")
    String condition() {
        return access().has("other") ? "other" : "not other";
    }
}
