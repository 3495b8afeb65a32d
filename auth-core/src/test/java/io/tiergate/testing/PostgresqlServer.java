package io.tiergate.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The one PostgreSQL server of this virtual machine. */
final class PostgresqlServer {

    private static final String USERNAME = "postgres";

    private static final String PASSWORD = "";

    private final EmbeddedPostgres server;

    private PostgresqlServer() {
        try {
            server = builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PostgresqlServer running() {
        return Holder.SERVER;
    }

    static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("max_connections", "300")
                .setServerConfig("shared_buffers", System.getProperty(TestDatabase.SHARED_BUFFERS, "128MB"));
    }

    FreshDatabase create(String name) {
        return create(name, server.getPort());
    }

    /** The collation of the language is never the one that Tiergate asks for: a column that forgets to say its own is found out. */
    static FreshDatabase create(String name, int port) {
        String adminUrl = url("postgres", port);
        FreshDatabase.execute(
                adminUrl,
                USERNAME,
                PASSWORD,
                "CREATE DATABASE " + name
                        + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'en-US'");
        return new FreshDatabase(
                TestDatabase.POSTGRESQL,
                name,
                url(name, port),
                USERNAME,
                PASSWORD,
                adminUrl,
                "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private static String url(String name, int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    private static final class Holder {
        static final PostgresqlServer SERVER = new PostgresqlServer();
    }
}
