package io.tiergate.schema;

import java.util.List;

/** H2 calls a Java class, which finds the rest in the row of the link. */
final class H2LinkStatements extends LinkStatements {

    H2LinkStatements() {
        super(Dialect.H2);
    }

    @Override
    List<String> createTriggers(HostUsers users, String linkName) {
        // One of that name may be on a table that had the name of this one before.
        return List.of(
                "DROP TRIGGER IF EXISTS " + hosts(users, linkName),
                "CREATE TRIGGER " + hosts(users, linkName) + " AFTER UPDATE, DELETE ON "
                        + hosts(users, users.table()) + " FOR EACH ROW CALL '" + UserLinkTrigger.class.getName()
                        + "'");
    }

    @Override
    List<String> dropTriggers(HostUsers users, String linkName) {
        return List.of("DROP TRIGGER IF EXISTS " + hosts(users, linkName));
    }
}
