package io.tiergate.hosts;

import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.security.RequiresPermission;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.PriorityOrdered;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hosts whose guards are not what they should be. */
final class WronglyGuarded {

    private WronglyGuarded() {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Empty {

        @Bean
        Invoices invoices() {
            return new Invoices();
        }

        static class Invoices {

            @RequiresPermission({})
            public void approve() {}
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OfNoParameter {

        @Bean
        Invoices invoices() {
            return new Invoices();
        }

        static class Invoices {

            @RequiresPermission(value = "invoice.approve", on = "invoice:{id}")
            public void approve(long number) {}
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Undeclared {

        @Bean
        static PermissionCatalogue permissions() {
            return PermissionCatalogue.of("invoice.approve", "Approve invoices");
        }

        @Bean
        Invoices invoices() {
            return new Invoices();
        }

        static class Invoices {

            @RequiresPermission("invoice.aprove")
            public void approve() {}
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Forgotten {

        @RestController
        static class Invoices {

            @GetMapping("/invoices")
            public String list() {
                return "";
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class TooEarly {

        @Bean
        static PermissionCatalogue permissions() {
            return PermissionCatalogue.of("invoice.approve", "Approve invoices");
        }

        @Bean
        static Invoices invoices() {
            return new Invoices();
        }

        @Bean
        static Auditing auditing(Invoices invoices) {
            return new Auditing(invoices);
        }

        static class Invoices {

            @RequiresPermission("invoice.approve")
            public void approve() {}
        }

        record Auditing(Invoices invoices) implements BeanPostProcessor, PriorityOrdered {

            @Override
            public int getOrder() {
                return 0;
            }
        }
    }
}
