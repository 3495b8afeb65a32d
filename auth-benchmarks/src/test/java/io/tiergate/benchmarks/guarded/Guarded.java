package io.tiergate.benchmarks.guarded;

import io.tiergate.security.RequiresPermission;
import org.springframework.security.access.annotation.Secured;
import org.springframework.security.access.prepost.PreAuthorize;

/** One method for each way of guarding, none of which does anything. */
class Guarded {

    static final String PERMISSION = "invoice.approve";

    private int calls;

    int open() {
        return ++calls;
    }

    @RequiresPermission(PERMISSION)
    int annotated() {
        return ++calls;
    }

    @RequiresPermission(value = {PERMISSION, "invoice.read"})
    int annotatedWithTwo() {
        return ++calls;
    }

    @PreAuthorize("hasPermission(null, '" + PERMISSION + "')")
    int expression() {
        return ++calls;
    }

    @PreAuthorize("hasAuthority('" + PERMISSION + "')")
    int authority() {
        return ++calls;
    }

    @Secured(PERMISSION)
    int secured() {
        return ++calls;
    }
}
