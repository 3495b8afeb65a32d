package io.tiergate.boot.host;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.security.Access;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Not guarded itself: what it calls is. */
@RestController
class ServiceController {

    private final GuardedApplication.SecretService secrets;

    ServiceController(GuardedApplication.SecretService secrets) {
        this.secrets = secrets;
    }

    @GetMapping({"/api/service", "/pages/service"})
    String service() {
        return secrets.annotated();
    }

    @GetMapping({"/api/expression", "/pages/expression"})
    String expression() {
        return secrets.expression();
    }

    @GetMapping({"/api/bean", "/pages/bean"})
    String bean() {
        return secrets.bean();
    }

    @GetMapping({"/api/required", "/pages/required"})
    String required() {
        return secrets.required();
    }

    /** Has its own answer where it cannot be decided. */
    @RestController
    static class WithOwnAnswer {

        private final Access access;

        WithOwnAnswer(Access access) {
            this.access = access;
        }

        @GetMapping("/api/own-answer")
        String ownAnswer() {
            return String.valueOf(access.has("topsecret"));
        }

        @ExceptionHandler(DecisionUnavailableException.class)
        @ResponseStatus(HttpStatus.BAD_GATEWAY)
        void unavailable() {}
    }
}
