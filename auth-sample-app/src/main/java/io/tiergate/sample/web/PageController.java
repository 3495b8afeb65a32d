package io.tiergate.sample.web;

import io.tiergate.DecisionPoint;
import io.tiergate.sample.Permissions;
import io.tiergate.security.Access;
import io.tiergate.security.RequiresPermission;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The pages that need a permission each. */
@Controller
class PageController {

    private final Access access;
    private final DecisionPoint decisions;

    PageController(Access access, DecisionPoint decisions) {
        this.access = access;
        this.decisions = decisions;
    }

    @GetMapping("/")
    @RequiresPermission(Permissions.ENTRY)
    String home(Model model) {
        model.addAttribute(
                "held",
                decisions.permissionsOf(access.tenant(), access.subject()).stream()
                        .map(Held::of)
                        .toList());
        return "home";
    }

    @GetMapping("/secret")
    @RequiresPermission(Permissions.TOPSECRET)
    String secret() {
        return "secret";
    }

    /** Granted to the built-in group "everyone", so that it opens for those who have not signed in, too. */
    @GetMapping("/everybody")
    @RequiresPermission(Permissions.EVERYBODY)
    String everybody() {
        return "everybody";
    }
}
