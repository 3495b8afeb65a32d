package io.tiergate.boot.core;

import io.tiergate.Tenant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties of Tiergate.
 *
 * @param enabled Whether Tiergate is on. While it is off, nothing that it guards lets anybody in.
 * @param tenant Tenant of the administration service, and of requests unless a TenantResolver bean says otherwise.
 * @param store Where permissions are kept.
 */
@ConfigurationProperties("tiergate")
public record TiergateProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("default") Tenant tenant,
        @DefaultValue("jpa") StoreType store,
        @DefaultValue MethodSecurity methodSecurity,
        @DefaultValue Catalogue catalogue,
        @DefaultValue Schema schema,
        @DefaultValue Cache cache,
        @DefaultValue Feed feed,
        @DefaultValue Session session) {

    /** Where permissions are kept. */
    public enum StoreType {
        /** In the application's own database. */
        JPA,
        /** In memory: all is lost when the application stops. */
        MEMORY
    }

    /**
     * Method security.
     *
     * @param enabled Whether to enable Spring Security's own method annotations, such as PreAuthorize, unless the
     *     application does so itself. RequiresPermission is enforced in any case.
     */
    public record MethodSecurity(@DefaultValue("true") boolean enabled) {}

    /**
     * The catalogue of permissions that PermissionCatalogue beans declare.
     *
     * @param tenant Tenant that the permissions are declared in. All tenants see those of the tenant 'shared'.
     * @param undeclared What is done about permissions that annotations and rules name and nobody has declared.
     */
    public record Catalogue(
            @DefaultValue("shared") Tenant tenant,
            @DefaultValue("fail") Undeclared undeclared) {

        /** What is done about permissions that code names and nobody has declared. */
        public enum Undeclared {
            /** The start fails. */
            FAIL,
            /** They are listed in a warning. Nobody is allowed them. */
            WARN,
            /** They are declared, without a description. */
            DECLARE
        }
    }

    /**
     * The tables in the application's database.
     *
     * @param mode What is done about the tables when the application starts.
     * @param name Schema of the tables, on MariaDB their database, as the database spells it. By default where the
     *     application has its own tables.
     */
    public record Schema(
            @DefaultValue("migrate") Mode mode, @Nullable String name) {

        /** What is done about the tables when the application starts. */
        public enum Mode {
            /** Missing versions are brought in. */
            MIGRATE,
            /** The start fails if a version is missing. */
            VALIDATE,
            /** Nothing. */
            NONE
        }
    }

    /**
     * What is kept in memory to decide from.
     *
     * @param maximumSubjects How many subjects are kept; those asked about least go first.
     * @param maximumResources How many resources are kept with what is granted on them; those asked about least go first.
     * @param maximumTenants How many tenants are kept, each with the definitions that it sees.
     */
    public record Cache(
            @DefaultValue("100000") long maximumSubjects,
            @DefaultValue("100000") long maximumResources,
            @DefaultValue("1000") long maximumTenants) {}

    /**
     * How this application learns what others change in the database: other instances of it, other programs.
     *
     * @param interval How often the database is looked at. A change of others is felt so late at most.
     * @param allowedStaleness How long checks are answered from memory when the database is not heard of; then they fail.
     * @param push What brings changes before the next look at the database.
     */
    public record Feed(
            @DefaultValue("1s") Duration interval,
            @DefaultValue("30s") Duration allowedStaleness,
            @DefaultValue("none") Push push) {

        /** What brings changes before the next look at the database. */
        public enum Push {
            /** Nothing. */
            NONE,
            /** LISTEN and NOTIFY of PostgreSQL. Holds one connection of the pool. */
            POSTGRESQL
        }
    }

    /**
     * Sessions of users.
     *
     * @param rememberRevision Whether a session that has changed permissions sees its change at once on every instance of
     *     the application.
     */
    public record Session(@DefaultValue("true") boolean rememberRevision) {}
}
