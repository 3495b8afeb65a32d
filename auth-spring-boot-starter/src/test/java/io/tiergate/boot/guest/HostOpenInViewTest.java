package io.tiergate.boot.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import io.tiergate.Grant;
import io.tiergate.Subject;
import io.tiergate.admin.Administration;
import io.tiergate.admin.PermissionCatalogue;
import io.tiergate.boot.guest.elsewhere.Note;
import io.tiergate.boot.guest.elsewhere.Notes;
import io.tiergate.security.Access;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import org.hibernate.LazyInitializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A host that keeps its persistence context open for the view, or does not. */
class HostOpenInViewTest {

    private final FreshDatabase database = TestDatabase.H2.fresh();

    @AfterEach
    void drop() {
        database.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EntityScan(basePackageClasses = Note.class)
    @EnableJpaRepositories(basePackageClasses = Notes.class)
    static class Host {

        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(withDefaults())
                    .build();
        }

        @Bean
        InMemoryUserDetailsManager users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("alice").password("{noop}secret").build());
        }

        @Bean
        PermissionCatalogue catalogue() {
            return PermissionCatalogue.of("entry", "");
        }

        @Bean
        Pages pages(
                EntityManager entities,
                Administration administration,
                Access access,
                PlatformTransactionManager transactions) {
            return new Pages(entities, administration, access, transactions);
        }
    }

    @RestController
    static class Pages {

        private final EntityManager entities;
        private final Administration administration;
        private final Access access;
        private final TransactionTemplate transaction;

        Pages(
                EntityManager entities,
                Administration administration,
                Access access,
                PlatformTransactionManager transactions) {
            this.entities = entities;
            this.administration = administration;
            this.access = access;
            this.transaction = new TransactionTemplate(transactions);
        }

        /** What is loaded late is there only with a persistence context that is open for the view. */
        @GetMapping("/late")
        String late() {
            Note late = entities.getReference(Note.class, 1L);
            try {
                return "late: " + late.bodyText();
            } catch (LazyInitializationException closed) {
                return "closed";
            }
        }

        /** Changes and decides again and again, in one request and outside of transactions. */
        @GetMapping("/changes")
        String changes() {
            StringBuilder seen = new StringBuilder();
            Grant grant = Grant.allow(Subject.user("alice"), "entry");
            for (int i = 0; i < 2; i++) {
                seen.append(access.has("entry")).append(' ');
                administration.grants().grant(grant);
                seen.append(access.has("entry")).append(' ');
                administration.grants().revoke(grant);
            }
            return seen.append(access.has("entry")).toString();
        }

        /** Changes in a transaction that is taken back, and in one that is not. */
        @GetMapping("/transactions")
        String transactions() {
            transaction.executeWithoutResult(status -> {
                administration.grants().grant(Grant.allow(Subject.user("alice"), "entry"));
                status.setRollbackOnly();
            });
            boolean before = access.has("entry");
            transaction.executeWithoutResult(
                    status -> administration.grants().grant(Grant.allow(Subject.user("alice"), "entry")));
            return before + " " + access.has("entry");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void worksAsBeforeAndEachDecisionSeesTheChangeBeforeIt(boolean open) throws Exception {
        try (ConfigurableApplicationContext host = new SpringApplicationBuilder(Host.class)
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.jpa.open-in-view=" + open,
                        "--spring.jpa.hibernate.ddl-auto=create",
                        "--spring.flyway.enabled=false",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.username(),
                        "--spring.datasource.password=" + database.password())) {
            host.getBean(Notes.class).save(new Note("hello"));

            assertThat(get(host, "/late")).isEqualTo(open ? "late: hello" : "closed");
            assertThat(get(host, "/changes")).isEqualTo("false true false true false");
            assertThat(get(host, "/transactions")).isEqualTo("false true");
        }
    }

    private static String get(ConfigurableApplicationContext host, String path) throws Exception {
        String port = host.getEnvironment().getProperty("local.server.port");
        String credentials = Base64.getEncoder().encodeToString("alice:secret".getBytes());
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Authorization", "Basic " + credentials)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
