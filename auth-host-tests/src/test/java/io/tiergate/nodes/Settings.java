package io.tiergate.nodes;

import io.tiergate.testing.FreshDatabase;
import java.time.Duration;
import java.util.List;

/**
 * What a node is started with.
 *
 * @param interval how often it looks for the changes of other nodes
 * @param allowedStaleness for how long it answers without having heard from the database
 * @param push whether it wants to be told of changes, where the database can do so
 */
record Settings(Duration interval, Duration allowedStaleness, boolean push) {

    /** Small, so that a test can wait for what it promises. */
    static final Settings QUICK = new Settings(Duration.ofMillis(100), Duration.ofSeconds(3), true);

    Settings withoutPush() {
        return new Settings(interval, allowedStaleness, false);
    }

    /** @param port where the database is, or a {@link Gate} before it */
    List<String> arguments(FreshDatabase database, int port) {
        return List.of(
                "--tiergate.feed.interval=" + interval.toMillis() + "ms",
                "--tiergate.feed.allowed-staleness=" + allowedStaleness.toMillis() + "ms",
                "--tiergate.feed.push=" + (push && database.vendor().equals("postgresql") ? "postgresql" : "none"),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--spring.flyway.enabled=false",
                "--spring.liquibase.enabled=false",
                "--spring.jpa.open-in-view=false",
                "--logging.level.root=WARN",
                "--spring.datasource.url=" + url(database, port),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                // A database that is silent is given up, as each host should have it.
                "--spring.datasource.hikari.connection-timeout=500",
                "--spring.datasource.hikari.validation-timeout=400");
    }

    static int port(FreshDatabase database) {
        return Integer.parseInt(database.url().replaceAll(".*:(\\d+)/.*", "$1"));
    }

    private static String url(FreshDatabase database, int port) {
        boolean seconds = database.vendor().equals("postgresql");
        return database.url().replaceAll(":\\d+/", ":" + port + "/")
                + (seconds ? "?connectTimeout=2&socketTimeout=2" : "?connectTimeout=2000&socketTimeout=2000");
    }
}
