package io.tiergate.schema;

import io.tiergate.testing.TestDatabase;

/** What deleting a user of the host does, on each database. */
abstract class UserLinkContract extends UserLinkFixture
        implements UserLinkRemoval,
                UserLinkTenants,
                UserLinkLog,
                UserLinkNodes,
                UserLinkConcurrency,
                UserLinkNames,
                UserLinkErrors,
                UserLinkLimits,
                UserLinkPlainSql {

    UserLinkContract(TestDatabase database) {
        super(database);
    }
}
