package io.tiergate.test.host;

import io.tiergate.security.Access;
import io.tiergate.security.RequiresPermission;
import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class InvoiceController {

    private final Access access;

    InvoiceController(Access access) {
        this.access = access;
    }

    @GetMapping("/invoices/{id}")
    @RequiresPermission("invoice.read")
    String read(@PathVariable long id) {
        return "Invoice " + id + (access.has("invoice.approve") ? ", to be approved" : "");
    }

    @GetMapping("/later")
    Callable<String> later() {
        return () -> access.subject() + " " + access.has("invoice.read");
    }
}
