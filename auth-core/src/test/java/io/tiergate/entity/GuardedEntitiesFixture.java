package io.tiergate.entity;

import io.tiergate.Tenant;
import io.tiergate.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A database with a host of guarded entities, emptied before each test. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class GuardedEntitiesFixture implements GuardedEntitiesScene {

    private final TestDatabase database;
    private GuardedHost host;

    GuardedEntitiesFixture(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    void start() {
        host = new GuardedHost(database.fresh());
        host.administration().tenants().create(Tenant.of("other"));
        host.administration().inTenant(Tenant.of("other")).permissions().define("peek", "");
        host.administration().inTenant(Tenant.of("other")).resourceTypes().define("note", "", List.of("peek"));
    }

    @AfterAll
    void stop() {
        host.close();
    }

    @BeforeEach
    void empty() {
        host.inTransaction(entities -> {
            for (String table : List.of("Note", "Paper", "Picture", "Folder")) {
                entities.createNativeQuery(
                                table.equals("Folder") ? "update Folder set parent_id = null" : "delete from " + table)
                        .executeUpdate();
            }
            entities.createNativeQuery("delete from Folder").executeUpdate();
        });
        host.administration()
                .resources()
                .roots(0, 1_000)
                .forEach(root -> host.administration().resources().deleteBranch(root.resource()));
    }

    @Override
    public GuardedHost host() {
        return host;
    }
}
