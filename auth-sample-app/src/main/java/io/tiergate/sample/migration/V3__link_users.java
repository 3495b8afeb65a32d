package io.tiergate.sample.migration;

import io.tiergate.schema.UserLink;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** Whoever is deleted from the users holds nothing any more. */
public class V3__link_users extends BaseJavaMigration {

    @Override
    public void migrate(Context context) {
        UserLink.of("app_user", "username").create(context.getConnection());
    }
}
