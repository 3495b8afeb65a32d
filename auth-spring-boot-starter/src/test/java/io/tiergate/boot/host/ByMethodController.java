package io.tiergate.boot.host;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.tiergate.boot.web.ProtectedController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Another permission for each HTTP method, and none for most. */
@RestController
class ByMethodController extends ProtectedController {

    ByMethodController() {
        super(permissions -> permissions.on(GET, "topsecret").on(POST, "other"));
    }

    @RequestMapping({"/api/by-method", "/pages/by-method"})
    String byMethod() {
        return "42";
    }
}
