package io.tiergate.schema;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.jspecify.annotations.Nullable;

/**
 * Brings Tiergate's tables in at a place of the host's own history, for hosts with migrations that refer to them. The host
 * puts a class without a body beside its scripts, named as Flyway wants it:
 *
 * <pre>{@code
 * package db.migration;
 *
 * public class V2__tiergate extends TiergateMigration {}
 * }</pre>
 *
 * <p>It runs our history to the end that this library knows, in a history of our own. What later versions of the library
 * add comes at start-up, as it does without this class. Several nodes may run it at once.
 *
 * <p>It is not part of a transaction of the host's: it needs three connections of the host's data source beside those of
 * the host's run, and if that run puts all migrations into one transaction ({@code group}), it needs {@code mixed} too.
 */
public abstract class TiergateMigration extends BaseJavaMigration {

    /** For Flyway, which makes the one of the host. */
    protected TiergateMigration() {}

    /**
     * The schema to bring the tables into, as the catalogue spells it, or null for the one that the connections are in by
     * themselves. It must be the one that the application looks in. Here it is the default schema of the host's run.
     */
    protected @Nullable String schema(Configuration host) {
        if (host.getDefaultSchema() != null) {
            return host.getDefaultSchema();
        }
        return host.getSchemas().length == 0 ? null : host.getSchemas()[0];
    }

    /** @throws SchemaException as {@link SchemaMigration#migrate()} does */
    @Override
    public final void migrate(Context context) {
        Configuration host = context.getConfiguration();
        OwnHistory.migrate(host.getDataSource(), schema(host), host);
    }

    /** Our own run commits by itself. */
    @Override
    public final boolean canExecuteInTransaction() {
        return false;
    }
}
