package io.tiergate.nodes;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** A host application that answers questions and makes changes for a test, in a process of its own. See {@link Node}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({NodeController.class, CrashAfterCommit.class})
class NodeApplication {

    /** In a line of the output, followed by the port. */
    static final String READY = "This node listens on port ";

    public static void main(String[] args) {
        // Nothing is left behind by a test that is killed.
        ProcessHandle.current()
                .parent()
                .orElseThrow()
                .onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1));
        SpringApplication.run(NodeApplication.class, args);
    }

    @Bean
    SecurityFilterChain everybody(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    ApplicationListener<WebServerInitializedEvent> ready() {
        return event -> System.out.println(READY + event.getWebServer().getPort());
    }
}
