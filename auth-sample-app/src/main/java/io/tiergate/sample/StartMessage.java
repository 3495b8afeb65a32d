package io.tiergate.sample;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where the application is, and who can sign in. */
@Component
class StartMessage {

    private static final Logger LOGGER = LoggerFactory.getLogger(StartMessage.class);

    private final Environment environment;
    private final ObjectProvider<Demonstration> demonstration;

    StartMessage(Environment environment, ObjectProvider<Demonstration> demonstration) {
        this.environment = environment;
        this.demonstration = demonstration;
    }

    @EventListener(ApplicationReadyEvent.class)
    void ready() {
        String url = "http://localhost:" + environment.getProperty("local.server.port")
                + environment.getProperty("server.servlet.context-path", "") + "/";
        LOGGER.info("The Tiergate sample is ready at {}{}", url, users());
    }

    private String users() {
        if (demonstration.getIfAvailable() == null) {
            return "";
        }
        return Demonstration.USERS.stream()
                .map(user -> "%n    %-13s %-13s %s".formatted(user.username(), user.password(), user.group()))
                .collect(Collectors.joining(
                        "", "%n%n    %-13s %-13s %s".formatted("user", "password", "group"), "%n".formatted()));
    }
}
