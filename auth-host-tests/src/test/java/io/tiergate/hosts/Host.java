package io.tiergate.hosts;

import io.tiergate.admin.PermissionCatalogue;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;

/** A host application: JPA with an entity of its own, Flyway and Liquibase at hand, and Tiergate. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EntityScan(basePackageClasses = HostUser.class)
class Host {

    @Bean
    PermissionCatalogue catalogue() {
        return PermissionCatalogue.of("entry", "Come in");
    }
}
