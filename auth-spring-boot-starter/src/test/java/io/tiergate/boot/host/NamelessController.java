package io.tiergate.boot.host;

import io.tiergate.boot.web.ProtectedController;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Somebody forgot to name the permission. */
@RestController
class NamelessController extends ProtectedController {

    @GetMapping({"/api/nameless", "/pages/nameless"})
    String nameless() {
        return "42";
    }
}
