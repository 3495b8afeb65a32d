package io.tiergate.boot.host;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.security.Access;
import io.tiergate.security.RequiresPermission;
import java.util.concurrent.Callable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

    @GetMapping({"/api/access", "/pages/access"})
    String access() {
        return secrets.access();
    }

    @GetMapping({"/api/later", "/pages/later"})
    Callable<String> later() {
        return secrets::required;
    }

    @GetMapping("/api/wrapped")
    String wrapped() {
        try {
            return secrets.annotated();
        } catch (DecisionUnavailableException failure) {
            throw new IllegalStateException("Something else", failure);
        }
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

        @GetMapping("/api/own-denial/{number}")
        @RequiresPermission("topsecret")
        String ownDenial(@PathVariable int number) {
            return "number " + number;
        }

        @ExceptionHandler(AuthorizationDeniedException.class)
        @ResponseStatus(HttpStatus.GONE)
        void denied() {}

        @ExceptionHandler(DecisionUnavailableException.class)
        @ResponseStatus(HttpStatus.BAD_GATEWAY)
        void unavailable() {}
    }
}
