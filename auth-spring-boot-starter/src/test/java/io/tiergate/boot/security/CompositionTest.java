package io.tiergate.boot.security;

import static io.tiergate.boot.security.GuardedHost.assertDenied;
import static io.tiergate.boot.security.GuardedHost.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tiergate.Decision;
import io.tiergate.admin.Administration;
import io.tiergate.security.AccessListener;
import io.tiergate.security.RequiresPermission;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.task.DelegatingSecurityContextAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** In which order the annotation and those of others take effect. */
class CompositionTest {

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement
    @EnableCaching
    @EnableAsync
    static class Host {

        @Bean
        Steps steps() {
            return new Steps();
        }

        @Bean
        CacheManager cacheManager() {
            return new ConcurrentMapCacheManager("reports");
        }

        @Bean
        Service service(Steps steps) {
            return new Service(steps);
        }

        @Bean
        PlatformTransactionManager transactionManager(Steps steps) {
            return new Transactions(steps);
        }
    }

    /** What has happened, in its order. */
    static class Steps implements AccessListener {

        final List<String> taken = new CopyOnWriteArrayList<>();

        public boolean take(String step, boolean answer) {
            taken.add(step);
            return answer;
        }

        @Override
        public void decided(String permission, Decision decision) {
            taken.add(permission);
        }
    }

    static class Transactions extends AbstractPlatformTransactionManager {

        private final transient Steps steps;

        Transactions(Steps steps) {
            this.steps = steps;
        }

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            steps.take("begin", true);
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            steps.take("commit", true);
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            steps.take("rollback", true);
        }
    }

    static class Service {

        private final Steps steps;

        Service(Steps steps) {
            this.steps = steps;
        }

        @PreAuthorize("@steps.take('pre', true)")
        @RequiresPermission("held")
        @PostAuthorize("@steps.take('post', true)")
        @Transactional
        public String all() {
            steps.take("method", true);
            return "done";
        }

        @PreAuthorize("@steps.take('pre', false)")
        @RequiresPermission("held")
        public String preDenies() {
            return "done";
        }

        @PreAuthorize("@steps.take('pre', true)")
        @RequiresPermission("not.held")
        @PostAuthorize("@steps.take('post', true)")
        @Transactional
        public String tiergateDenies() {
            steps.take("method", true);
            return "done";
        }

        @RequiresPermission("held")
        @Cacheable("reports")
        public String cached() {
            steps.take("method", true);
            return "done";
        }

        @RequiresPermission("not.held")
        public CompletableFuture<String> future() {
            return CompletableFuture.completedFuture("done");
        }

        @Async
        @RequiresPermission("held")
        public CompletableFuture<String> async() {
            steps.take(Thread.currentThread().getName().startsWith("worker") ? "on a worker" : "here", true);
            return CompletableFuture.completedFuture("done");
        }
    }

    @Test
    void comesAfterPreAuthorizeAndBeforePostAuthorizeAndTheTransaction() {
        run((service, steps) -> {
            assertThat(service.all()).isEqualTo("done");
            assertThat(steps).containsExactly("pre", "held", "begin", "method", "commit", "post");
        });
    }

    @Test
    void isNotAskedWherePreAuthorizeDenies() {
        run((service, steps) -> {
            assertDenied(service::preDenies);
            assertThat(steps).containsExactly("pre");
        });
    }

    @Test
    void aDenialBeginsNoTransaction() {
        run((service, steps) -> {
            assertDenied(service::tiergateDenies);
            assertThat(steps).containsExactly("pre", "not.held");
        });
    }

    @Test
    void aCacheServesNobodyWhoMayNotCall() {
        run((service, steps) -> {
            assertThat(service.cached()).isEqualTo("done");
            assertThat(service.cached()).isEqualTo("done");
            assertThat(steps).containsExactly("held", "method", "held");

            SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("bob", "", "ROLE_X"));
            assertDenied(service::cached);
        });
    }

    @Test
    void aFutureIsNotMadeForWhoMayNotCall() {
        run((service, steps) -> assertThatThrownBy(service::future).isInstanceOf(AuthorizationDeniedException.class));
    }

    @Test
    void anAsyncCallIsDecidedOnTheThreadThatRunsIt() {
        GuardedHost.runner()
                .withUserConfiguration(Host.class)
                .withBean(
                        TaskExecutor.class,
                        () -> new DelegatingSecurityContextAsyncTaskExecutor(new SimpleAsyncTaskExecutor("worker")))
                .run(context -> {
                    signIn(context.getBean(Administration.class));

                    assertThat(context.getBean(Service.class).async().get()).isEqualTo("done");
                    assertThat(context.getBean(Steps.class).taken).containsExactly("held", "on a worker");
                });
    }

    @Test
    void anAsyncCallWithoutTheSecurityContextLetsNobodyIn() {
        GuardedHost.runner()
                .withUserConfiguration(Host.class)
                .withBean(TaskExecutor.class, () -> new SimpleAsyncTaskExecutor("worker"))
                .run(context -> {
                    signIn(context.getBean(Administration.class));

                    assertThat(context.getBean(Service.class).async())
                            .failsWithin(Duration.ofSeconds(10))
                            .withThrowableThat()
                            .withCauseInstanceOf(AuthenticationCredentialsNotFoundException.class);
                    assertThat(context.getBean(Steps.class).taken).containsExactly("held");
                });
    }

    private interface Scene {
        void play(Service service, List<String> steps);
    }

    private static void run(Scene scene) {
        GuardedHost.runner().withUserConfiguration(Host.class).run(context -> {
            signIn(context.getBean(Administration.class));
            scene.play(context.getBean(Service.class), context.getBean(Steps.class).taken);
        });
    }
}
