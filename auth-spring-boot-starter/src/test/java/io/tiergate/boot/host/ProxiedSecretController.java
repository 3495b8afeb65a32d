package io.tiergate.boot.host;

import io.tiergate.boot.web.ProtectedController;
import io.tiergate.security.RequiresPermission;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Protected as a whole, and a proxy because of the annotation. */
@Controller
class ProxiedSecretController extends ProtectedController {

    ProxiedSecretController() {
        super("topsecret");
    }

    @GetMapping({"/api/proxied", "/pages/proxied"})
    @ResponseBody
    String proxied() {
        return "42";
    }

    @GetMapping("/api/proxied/both")
    @RequiresPermission("other")
    @ResponseBody
    String both() {
        return "42";
    }
}
