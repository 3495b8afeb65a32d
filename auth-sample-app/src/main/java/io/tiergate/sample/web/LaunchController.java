package io.tiergate.sample.web;

import io.tiergate.boot.web.ProtectedController;
import io.tiergate.sample.Permissions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Guarded by its base class: whatever is added here needs the one permission, too. */
@Controller
@RequestMapping("/launch")
class LaunchController extends ProtectedController {

    LaunchController() {
        super(Permissions.LAUNCH_MISSILES);
    }

    @GetMapping
    String console() {
        return "launch";
    }

    @PostMapping
    String launch() {
        return "launched";
    }
}
