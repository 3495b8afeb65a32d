package io.tiergate.test.host;

import io.tiergate.boot.web.ProtectedController;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SecretController extends ProtectedController {

    SecretController() {
        super("topsecret");
    }

    @GetMapping("/secret")
    String secret() {
        return "The secret";
    }
}
