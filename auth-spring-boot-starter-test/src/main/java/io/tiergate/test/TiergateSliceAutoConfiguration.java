package io.tiergate.test;

import io.tiergate.boot.core.TiergateAutoConfiguration;
import io.tiergate.store.Store;
import io.tiergate.store.memory.MemoryStore;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the store of a slice of the web, which has no database. */
@AutoConfiguration(before = TiergateAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "tiergate.enabled", matchIfMissing = true)
public final class TiergateSliceAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(Store.class)
    MemoryStore tiergateStore() {
        return new MemoryStore();
    }
}
