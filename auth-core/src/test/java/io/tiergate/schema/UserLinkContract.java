package io.tiergate.schema;

import io.tiergate.testing.JpaStoreFixture;
import io.tiergate.testing.JpaStoreFixture.Node;
import io.tiergate.testing.StoreFixture;
import io.tiergate.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What deleting a user of the host does, on each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UserLinkContract implements UserLinkRemoval, UserLinkLog {

    private final TestDatabase database;
    private final AtomicInteger count = new AtomicInteger();
    private JpaStoreFixture fixture;
    private Node other;

    UserLinkContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    void start() {
        fixture = StoreFixture.on(database);
        fixture.node();
        other = fixture.newNode(config -> {}, UnaryOperator.identity());
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
    public Node node() {
        return fixture.node();
    }

    @Override
    public Node other() {
        return other;
    }

    @Override
    public int number() {
        return count.incrementAndGet();
    }
}
