package io.tiergate.schema;

import io.tiergate.Subject;
import io.tiergate.Tenant;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ties subjects to the users of the host application: from its creation on, whoever deletes a row of the host's user
 * table, by whatever program, alone or with many others, also removes the subject whose id is the text of the row's key,
 * with all its grants and memberships. The change log says so, with the reason {@code deleted from <table>} and without
 * an actor. All of it happens in the transaction of the deletion, and is undone with it.
 *
 * <p>When the key of a row is changed, the subject of the old key is removed in the same way, since somebody else may
 * get that key: what the user is to hold under the new one must be granted anew. With a {@link #tenantColumn} the same
 * goes for a change of the tenant.
 *
 * <p>Used in a migration of the host's, after a {@link TiergateMigration} that has brought Tiergate's tables in:
 *
 * <pre>{@code
 * UserLink.of("app_user", "id").create(context.getConnection());
 * }</pre>
 *
 * <p>It is a trigger on each database, so that these go past it: {@code TRUNCATE}; on MariaDB what a foreign key's {@code
 * ON DELETE CASCADE} deletes; triggers that were switched off. On PostgreSQL and MariaDB the trigger runs with the rights
 * of who created it, and the one who deletes needs none on Tiergate's tables. H2 calls {@link UserLinkTrigger}, which
 * must be on its class path, with the rights of who deletes.
 *
 * <p>Names of tables and columns may be any. They are looked up in the catalogue: exactly as given, else as the database
 * folds them, else whatever their case, if only one fits.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class UserLink {

    private final String table;
    private final String keyColumn;
    private final @Nullable String schema;
    private final @Nullable String tiergateSchema;
    private final String subjectType;
    private final @Nullable Tenant tenant;
    private final @Nullable String tenantColumn;

    private UserLink(
            String table,
            String keyColumn,
            @Nullable String schema,
            @Nullable String tiergateSchema,
            String subjectType,
            @Nullable Tenant tenant,
            @Nullable String tenantColumn) {
        this.table = present("table", table);
        this.keyColumn = present("key column", keyColumn);
        this.schema = schema == null ? null : present("schema", schema);
        this.tiergateSchema = tiergateSchema == null ? null : present("schema of Tiergate's tables", tiergateSchema);
        this.subjectType = subjectType;
        this.tenant = tenant;
        this.tenantColumn = tenantColumn == null ? null : present("tenant column", tenantColumn);
    }

    /**
     * Subjects of the type {@code user}, in every tenant.
     *
     * @param table the host's user table, without quotes and without its schema
     * @param keyColumn the column whose text is the id of the subject: of an integer type, {@code uuid}, {@code char}
     *     (without the spaces that pad it), {@code varchar} or {@code text}
     * @throws IllegalArgumentException if one of them is empty
     */
    public static UserLink of(String table, String keyColumn) {
        return new UserLink(table, keyColumn, null, null, "user", null, null);
    }

    /** The same for a table in another schema (on MariaDB: database) than the connection's. */
    public UserLink inSchema(String name) {
        Objects.requireNonNull(name, "name");
        return new UserLink(table, keyColumn, name, tiergateSchema, subjectType, tenant, tenantColumn);
    }

    /** The same where Tiergate's tables are in another schema (on MariaDB: database) than the connection's. */
    public UserLink tiergateSchema(String name) {
        Objects.requireNonNull(name, "name");
        return new UserLink(table, keyColumn, schema, name, subjectType, tenant, tenantColumn);
    }

    /**
     * The same for subjects of another type than {@code user}. A table can be linked for several.
     *
     * @throws io.tiergate.InvalidNameException if it is not a subject type
     */
    public UserLink subjectType(String type) {
        return new UserLink(
                table, keyColumn, schema, tiergateSchema, Subject.of(type, "id").type(), tenant, tenantColumn);
    }

    /**
     * The same for the subjects of one tenant only, which need not exist yet. Takes the place of {@link #tenantColumn}.
     *
     * @throws IllegalArgumentException for {@link Tenant#SHARED}, which has no subjects
     */
    public UserLink inTenant(Tenant only) {
        Objects.requireNonNull(only, "only");
        if (only.isShared()) {
            throw new IllegalArgumentException(
                    "The tenant 'shared' has no subjects. Link in a tenant of your own, such as 'default'.");
        }
        return new UserLink(table, keyColumn, schema, tiergateSchema, subjectType, only, null);
    }

    /**
     * The same where a column of the user table has the key of the user's tenant: only the subject of that tenant is
     * removed, and none if it is null there. Takes the place of {@link #inTenant}.
     */
    public UserLink tenantColumn(String name) {
        Objects.requireNonNull(name, "name");
        return new UserLink(table, keyColumn, schema, tiergateSchema, subjectType, null, name);
    }

    /**
     * Creates the link, in the transaction of the connection where the database has that for triggers; with auto-commit
     * in one of its own. What is linked already is linked anew.
     *
     * @throws IllegalArgumentException if the table or a column is not there or cannot be linked
     * @throws IllegalStateException if Tiergate's tables are not there, or a right is missing
     */
    public void create(Connection connection) {
        new LinkedDatabase(connection).create(this);
    }

    /**
     * Undoes a link that was created with the same names, type and tenant. Subjects that are there stay.
     *
     * @throws IllegalStateException if there is no such link, or a right is missing
     */
    public void drop(Connection connection) {
        new LinkedDatabase(connection).drop(this);
    }

    /**
     * What {@link #create} does, as SQL for other tools, each to be sent as one statement, by a user whose rights on
     * Tiergate's tables suffice. All names are taken exactly as given, since there is no catalogue to look in.
     *
     * @throws IllegalStateException without {@link #tiergateSchema} for PostgreSQL, and for MariaDB after {@link #inSchema}
     */
    public List<String> createStatements(Vendor vendor) {
        HostUsers users = asGiven();
        return LinkStatements.of(vendor).create(users, users.linkName());
    }

    /** What {@link #drop} does, as {@link #createStatements} gives it; also right where there is nothing to undo. */
    public List<String> dropStatements(Vendor vendor) {
        HostUsers users = asGiven();
        return LinkStatements.of(vendor).drop(users, users.linkName());
    }

    /** With the names that the catalogue has. */
    HostUsers in(HostCatalogue catalogue, String schemaOfTiergate) {
        String in = catalogue.schema(schema);
        String found = catalogue.table(in, table);
        return new HostUsers(
                in,
                found,
                catalogue.column(in, found, keyColumn),
                subjectType,
                tenantKey(),
                tenantColumn == null ? null : catalogue.column(in, found, tenantColumn),
                schemaOfTiergate);
    }

    /** With the names as they were given. */
    HostUsers asGiven() {
        return new HostUsers(schema, table, keyColumn, subjectType, tenantKey(), tenantColumn, tiergateSchema);
    }

    private @Nullable String tenantKey() {
        return tenant == null ? null : tenant.key();
    }

    private static String present(String what, String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("The name of the " + what + " is empty. Give it as the catalogue of the"
                    + " database has it, without quotes.");
        }
        return name;
    }
}
