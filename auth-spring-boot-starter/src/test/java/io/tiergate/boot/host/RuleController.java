package io.tiergate.boot.host;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Not guarded itself: its URLs are. */
@RestController
class RuleController {

    @GetMapping({
        "/{chain}/rule",
        "/{chain}/rule-any",
        "/{chain}/rule-all",
        "/{chain}/rule-requirement",
        "/{chain}/rule-expression",
        "/{chain}/authority",
        "/{chain}/documents",
        "/{chain}/documents/{id}"
    })
    String ruled(@PathVariable String chain) {
        return "42";
    }
}
