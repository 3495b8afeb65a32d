package io.tiergate.boot.host;

import io.tiergate.security.RequiresPermission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Guarded by an annotation on the class; one method by one more. */
@RestController
@RequiresPermission("topsecret")
class AnnotatedController {

    @GetMapping({"/api/annotated", "/pages/annotated"})
    String annotated() {
        return "42";
    }

    @GetMapping({"/api/both", "/pages/both"})
    @RequiresPermission("other")
    String both() {
        return "42";
    }
}
