package io.tiergate.benchmarks.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import org.springframework.cache.Cache;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.security.acls.AclPermissionEvaluator;
import org.springframework.security.acls.domain.AclAuthorizationStrategyImpl;
import org.springframework.security.acls.domain.BasePermission;
import org.springframework.security.acls.domain.DefaultPermissionGrantingStrategy;
import org.springframework.security.acls.domain.SpringCacheBasedAclCache;
import org.springframework.security.acls.jdbc.BasicLookupStrategy;
import org.springframework.security.acls.jdbc.JdbcAclService;
import org.springframework.security.acls.model.AclCache;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Spring Security's access control lists on PostgreSQL: an object five levels deep, twenty entries at each level, and at the
 * top one more, which allows the reader.
 */
public final class Acl implements AutoCloseable {

    private static final int LEVELS = 5;
    private static final int ENTRIES = 20;

    private final FreshDatabase database = TestDatabase.POSTGRESQL.fresh();
    private final AclPermissionEvaluator evaluator;
    private final Authentication reader = new TestingAuthenticationToken("reader", null);
    private final Authentication stranger = new TestingAuthenticationToken("stranger", null);

    /** @param cache where the lists are kept */
    public Acl(Cache cache) {
        HikariDataSource dataSource = database.dataSource((HikariConfig config) -> config.setMaximumPoolSize(1));
        new ResourceDatabasePopulator(new ClassPathResource("createAclSchemaPostgres.sql")).execute(dataSource);
        fill(new JdbcTemplate(dataSource));
        DefaultPermissionGrantingStrategy granting = new DefaultPermissionGrantingStrategy((granted, entry) -> {});
        AclAuthorizationStrategyImpl administration =
                new AclAuthorizationStrategyImpl(new SimpleGrantedAuthority("admin"));
        AclCache lists = new SpringCacheBasedAclCache(cache, granting, administration);
        evaluator = new AclPermissionEvaluator(
                new JdbcAclService(dataSource, new BasicLookupStrategy(dataSource, lists, administration, granting)));
    }

    private static void fill(JdbcTemplate jdbc) {
        jdbc.update("INSERT INTO acl_class (id, class) VALUES (1, 'document')");
        jdbc.update(
                "INSERT INTO acl_sid (id, principal, sid) SELECT i, true, 'other' || i FROM generate_series(1, ?) i",
                ENTRIES);
        jdbc.update("INSERT INTO acl_sid (id, principal, sid) VALUES (?, true, 'reader')", ENTRIES + 1);
        for (int level = 1; level <= LEVELS; level++) {
            jdbc.update(
                    "INSERT INTO acl_object_identity (id, object_id_class, object_id_identity, parent_object, owner_sid,"
                            + " entries_inheriting) VALUES (?, 1, ?, ?, 1, true)",
                    level,
                    String.valueOf(level),
                    level == 1 ? null : level - 1);
            jdbc.update(
                    "INSERT INTO acl_entry (acl_object_identity, ace_order, sid, mask, granting, audit_success, audit_failure)"
                            + " SELECT ?, i, i, 1, true, false, false FROM generate_series(1, ?) i",
                    level,
                    level == 1 ? ENTRIES + 1 : ENTRIES);
        }
        jdbc.execute("ANALYZE");
    }

    public boolean mayRead() {
        return evaluator.hasPermission(reader, (long) LEVELS, "document", BasePermission.READ);
    }

    public boolean strangerMayRead() {
        return evaluator.hasPermission(stranger, (long) LEVELS, "document", BasePermission.READ);
    }

    @Override
    public void close() {
        database.close();
    }
}
