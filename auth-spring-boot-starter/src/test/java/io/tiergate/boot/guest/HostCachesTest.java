package io.tiergate.boot.guest;

import static io.tiergate.boot.guest.Hosts.assertGuarded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of the caches of a host that has {@code @EnableCaching}, no other provider and no properties about it. */
class HostCachesTest {

    private final FreshDatabase database = TestDatabase.H2.fresh();
    private final ApplicationContextRunner host = Hosts.on(database, Caching.class);

    @AfterEach
    void drop() {
        database.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableCaching
    static class Caching {

        @Bean
        Prices prices() {
            return new Prices();
        }
    }

    static class Prices {

        private final AtomicInteger asked = new AtomicInteger();

        @Cacheable("prices")
        public @Nullable List<String> of(String article) {
            asked.incrementAndGet();
            return article.isEmpty() ? null : new ArrayList<>(List.of(article));
        }

        public int timesAsked() {
            return asked.get();
        }
    }

    /** Who comes first: without Tiergate it would be the other one. */
    enum Provider {
        WITH_TIERGATE(CaffeineCacheManager.class),
        AS_BEFORE(ConcurrentMapCacheManager.class, "spring.cache.type=simple");

        private final Class<? extends CacheManager> manager;
        private final String[] properties;

        Provider(Class<? extends CacheManager> manager, String... properties) {
            this.manager = manager;
            this.properties = properties;
        }
    }

    @ParameterizedTest
    @EnumSource
    void cachesAreMadeByNameKeepNullAndTheVeryObjects(Provider provider) {
        host.withPropertyValues(provider.properties).run(context -> {
            CacheManager manager = context.getBean(CacheManager.class);
            assertThat(manager).isExactlyInstanceOf(provider.manager);
            assertThat(manager.getCacheNames()).isEmpty();
            Prices prices = context.getBean(Prices.class);

            List<String> first = prices.of("tea");
            assertThat(prices.of("tea")).isSameAs(first);
            assertThat(prices.of("")).isNull();
            assertThat(prices.of("")).isNull();

            assertThat(prices.timesAsked()).isEqualTo(2);
            assertThat(manager.getCacheNames()).containsExactly("prices");
            assertGuarded(context);
        });
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsThrownOutBecauseThereIsMuch(Provider provider) {
        host.withPropertyValues(provider.properties).run(context -> {
            Cache cache =
                    Objects.requireNonNull(context.getBean(CacheManager.class).getCache("numbers"));
            for (int i = 0; i < 20_000; i++) {
                cache.put(i, i);
            }
            for (int i = 0; i < 20_000; i++) {
                assertThat(cache.get(i, Integer.class)).isEqualTo(i);
            }
        });
    }

    @Test
    void aManagerOfTheHostsOwnIsLeftAlone() {
        ConcurrentMapCacheManager own = new ConcurrentMapCacheManager();
        host.withBean("cacheManager", CacheManager.class, () -> own)
                .run(context -> assertThat(context.getBean(CacheManager.class)).isSameAs(own));
    }
}
