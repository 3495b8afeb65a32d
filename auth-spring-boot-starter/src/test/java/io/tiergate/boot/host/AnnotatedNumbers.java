package io.tiergate.boot.host;

import io.tiergate.security.RequiresPermission;
import java.util.Map;
import java.util.concurrent.Callable;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.method.HandleAuthorizationDenied;
import org.springframework.security.authorization.method.MethodAuthorizationDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Handlers that annotations guard, and whose arguments and attributes tell what ran before the guard. */
@RestController
class AnnotatedNumbers {

    /** What an annotation on an interface guards. */
    interface Numbers {

        @GetMapping("/api/interface/number/{number}")
        @RequiresPermission("topsecret")
        String number(@PathVariable int number);
    }

    private final Visits visits;

    AnnotatedNumbers(Visits visits) {
        this.visits = visits;
    }

    @ModelAttribute
    void aLookUp() {
        visits.note("look-up");
    }

    @GetMapping("/api/annotated/number/{number}")
    @RequiresPermission("topsecret")
    String number(@PathVariable int number) {
        return "number " + number;
    }

    @PostMapping("/api/annotated/body")
    @RequiresPermission("topsecret")
    String body(@RequestBody Map<String, String> body) {
        return "body " + body;
    }

    @GetMapping("/api/annotated/own-denial/{number}")
    @RequiresPermission("topsecret")
    @HandleAuthorizationDenied(handlerClass = Masked.class)
    String ownDenial(@PathVariable int number) {
        return "number " + number;
    }

    @GetMapping("/api/annotated/later")
    @RequiresPermission("topsecret")
    Callable<String> later() {
        return () -> "later";
    }

    @RestController
    static class NumbersByInterface implements Numbers {

        private final Visits visits;

        NumbersByInterface(Visits visits) {
            this.visits = visits;
        }

        @ModelAttribute
        void aLookUp() {
            visits.note("look-up");
        }

        @Override
        public String number(int number) {
            return "number " + number;
        }
    }

    @Component
    static class Masked implements MethodAuthorizationDeniedHandler {

        @Override
        public Object handleDeniedInvocation(MethodInvocation call, AuthorizationResult result) {
            return "masked";
        }
    }
}
