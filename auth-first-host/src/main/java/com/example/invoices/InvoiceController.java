package com.example.invoices;

import io.tiergate.security.RequiresPermission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

// tag::first-controller
@RestController
class InvoiceController {

    @GetMapping("/invoices/{id}")
    @RequiresPermission("invoice.read")
    String read(@PathVariable long id) {
        return "Invoice " + id;
    }
}
// end::first-controller
