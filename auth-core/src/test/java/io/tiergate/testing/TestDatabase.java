package io.tiergate.testing;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The databases that Tiergate runs on, each a real one.
 *
 * <p>PostgreSQL and MariaDB are started on first use, once in a virtual machine, on a free port of the loopback interface, and
 * stopped with it. Nothing of them outlives the tests, so durability is off and speed is on.
 */
public enum TestDatabase {
    H2 {
        @Override
        FreshDatabase create(String name) {
            String url = "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
            return new FreshDatabase(this, name, url, "sa", "", url, "SHUTDOWN");
        }

        @Override
        public OwnServer ownServer() {
            throw new UnsupportedOperationException("H2 runs inside of the test, and has no server");
        }
    },
    POSTGRESQL {
        @Override
        FreshDatabase create(String name) {
            return PostgresqlServer.running().create(name);
        }

        @Override
        public OwnServer ownServer() {
            return new OwnPostgresql();
        }
    },
    MARIADB {
        @Override
        FreshDatabase create(String name) {
            return MariadbServer.running().create(name);
        }

        @Override
        public OwnServer ownServer() {
            return MariadbServer.own();
        }
    };

    /** The system property with PostgreSQL's setting of that name, for large databases. */
    public static final String SHARED_BUFFERS = "tiergate.testing.shared-buffers";

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A database of its own with nothing in it, whatever other tests do. Takes some tens of milliseconds once the server runs. */
    public FreshDatabase fresh() {
        return create("tiergate_" + COUNT.incrementAndGet());
    }

    /** Another server of this kind, which the test may stop. Takes some seconds. */
    public abstract OwnServer ownServer();

    /** The name that Spring Boot and our migrations have for it: {@code h2}, {@code postgresql} or {@code mariadb}. */
    public String vendor() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract FreshDatabase create(String name);
}
