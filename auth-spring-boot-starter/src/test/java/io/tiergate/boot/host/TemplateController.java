package io.tiergate.boot.host;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Not guarded itself: a part of each template is. */
@Controller
class TemplateController {

    @GetMapping("/api/templates/{name}")
    String template(@PathVariable String name) {
        return "io/tiergate/boot/host/" + name;
    }
}
