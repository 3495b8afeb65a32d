package io.tiergate.test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of what {@link WithPermissions} needs in the contexts of tests. */
@AutoConfiguration
public final class TiergateTestAutoConfiguration {

    @Bean
    static PermissionsDecisionPointRegistrar tiergatePermissionsDecisionPointRegistrar() {
        return new PermissionsDecisionPointRegistrar();
    }
}
