package io.tiergate.schema;

import com.zaxxer.hikari.HikariConfig;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.JpaStoreFixture.Node;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** A database with two nodes of a host, for the tests of user links. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UserLinkFixture implements UserLinkScene {

    private final TestDatabase database;
    private final AtomicInteger count = new AtomicInteger();
    private JpaStoreFixture fixture;
    private Node node;
    private Node other;

    UserLinkFixture(TestDatabase database) {
        this.database = database;
    }

    void configure(HikariConfig pool) {}

    @BeforeAll
    void start() {
        fixture = StoreFixture.on(database);
        node = fixture.newNode(this::configure, UnaryOperator.identity());
        other = fixture.newNode(this::configure, UnaryOperator.identity());
        define(administration());
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    @Override
    public TestDatabase database() {
        return database;
    }

    @Override
    public FreshDatabase fresh() {
        return fixture.database();
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public Node other() {
        return other;
    }

    @Override
    public boolean snapshotsRefuse() {
        return database != TestDatabase.MARIADB;
    }

    @Override
    public int number() {
        return count.incrementAndGet();
    }
}
