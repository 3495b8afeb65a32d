package io.tiergate.boot.observe;

import io.tiergate.security.RequiresPermission;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;

/** A host with something that Tiergate guards, and something that Spring Security guards. Public for other class loaders. */
@Configuration(proxyBeanMethods = false)
public class ObservedHost {

    @Bean
    public Invoices invoices() {
        return new Invoices();
    }

    public static class Invoices {

        @RequiresPermission("invoice.read")
        public void read() {}

        @RequiresPermission("never.heard.of")
        public void burn() {}

        @RequiresPermission(value = "invoice.read", on = "invoice:{id}")
        public void readOne(long id) {}

        @PreAuthorize("hasAuthority('clerk')")
        public void ask() {}
    }
}
