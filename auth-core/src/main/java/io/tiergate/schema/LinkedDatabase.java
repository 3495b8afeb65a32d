package io.tiergate.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.StatementCallback;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A host's database while a migration of the host's links or unlinks its user table. */
final class LinkedDatabase {

    private final Connection connection;
    private final JdbcTemplate jdbc;
    private final Vendor vendor;
    private final HostCatalogue catalogue;
    private final LinkStatements statements;

    LinkedDatabase(Connection connection) {
        this.connection = connection;
        this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        this.vendor = Objects.requireNonNull(jdbc.execute((ConnectionCallback<Vendor>) Vendor::of), "vendor");
        this.catalogue = new HostCatalogue(jdbc, vendor);
        this.statements = LinkStatements.of(vendor);
    }

    /** A row of {@code tiergate_user_link}. */
    private record Link(String name, HostUsers users) {}

    void create(UserLink link) {
        String tiergate = schemaOfTiergate(link);
        HostUsers users = link.in(catalogue, tiergate);
        String name = links(users.schema(), tiergate).stream()
                .filter(known -> known.users().equals(users))
                .map(Link::name)
                .findFirst()
                .orElseGet(users::linkName);
        inOneTransaction(() -> {
            requireRights(tiergate);
            run("link", users, statements.create(named(users), name));
        });
    }

    void drop(UserLink link) {
        String tiergate = schemaOfTiergate(link);
        HostUsers given = link.asGiven();
        List<Link> links = links(catalogue.schema(given.schema()), tiergate);
        Link known = find(links, given);
        Link found = known == null ? unfinished(link, tiergate, links) : known;
        inOneTransaction(() -> run("unlink", found.users(), statements.drop(named(found.users()), found.name())));
    }

    /** MariaDB keeps the names of a trigger as they were written; with a schema, a copy of the database would be of no use. */
    private HostUsers named(HostUsers users) {
        return vendor == Vendor.MARIADB ? users.within(catalogue.schema(null)) : users;
    }

    /** By the row, not by the catalogue, since the table may be gone by now. */
    private @Nullable Link find(List<Link> links, HostUsers given) {
        for (BiPredicate<String, String> likeness : catalogue.likenesses()) {
            List<Link> alike = links.stream()
                    .filter(link -> link.users().isMeantBy(given, likeness))
                    .toList();
            if (alike.size() > 1) {
                throw new IllegalArgumentException(
                        "Several links could be meant: " + described(alike) + " Give the names in their exact case.");
            }
            if (!alike.isEmpty()) {
                return alike.get(0);
            }
        }
        return null;
    }

    /** One whose creation was interrupted, so that there are triggers of it and no row. */
    private Link unfinished(UserLink link, String tiergate, List<Link> links) {
        HostUsers users = link.in(catalogue, tiergate);
        String name = users.linkName();
        if (!catalogue.hasTrigger(users.schema(), name)) {
            throw new IllegalStateException("The table '" + users.table() + "' of schema '" + users.schema()
                    + "' is not linked " + users.described() + ", so there is nothing to undo. "
                    + (links.isEmpty() ? "No table of that schema is linked." : "Linked are: " + described(links))
                    + " Undo a link with the names, the type and the tenant that it was created with.");
        }
        return new Link(name, users);
    }

    private String schemaOfTiergate(UserLink link) {
        String schema = catalogue.schema(link.asGiven().tiergateSchema());
        if (!catalogue.has(schema, "tiergate_user_link")) {
            boolean old = catalogue.has(schema, "tiergate_subject");
            throw new IllegalStateException((old
                            ? "The tables of Tiergate in schema '" + schema + "' are older than version 2, which"
                                    + " user links need."
                            : "The tables of Tiergate are not in schema '" + schema + "'.")
                    + " Bring them in with a migration right before the one that links, a class that extends"
                    + " TiergateMigration, or name the schema that they are in with tiergateSchema(\"…\").");
        }
        return schema;
    }

    private List<Link> links(@Nullable String schema, String tiergate) {
        return jdbc.query(
                "select link_name, table_name, key_column, subject_type, tenant_key, tenant_column from "
                        + ours(tiergate, "tiergate_user_link")
                        + " where table_schema = ? order by table_name, link_name",
                (row, number) -> new Link(
                        row.getString(1),
                        new HostUsers(
                                schema,
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                tiergate)),
                schema);
    }

    /** The triggers work with the rights of this user: one that is missing would fail each deletion from then on. */
    private void requireRights(String tiergate) {
        List<String> rehearsal = new ArrayList<>();
        for (String name : List.of("tiergate_tenant", "tiergate_permission", "tiergate_bundle", "tiergate_group")) {
            rehearsal.add("SELECT 1 FROM " + ours(tiergate, name) + " WHERE 1 = 0");
        }
        rehearsal.add("SELECT id FROM " + ours(tiergate, "tiergate_subject") + " WHERE 1 = 0 FOR UPDATE");
        for (String name :
                List.of("tiergate_subject", "tiergate_grant", "tiergate_group_member", "tiergate_user_link")) {
            rehearsal.add("DELETE FROM " + ours(tiergate, name) + " WHERE 1 = 0");
        }
        for (String name : List.of("tiergate_change_set", "tiergate_change", "tiergate_user_link")) {
            String table = ours(tiergate, name);
            rehearsal.add("INSERT INTO " + table + " SELECT * FROM " + table + " WHERE 1 = 0");
        }
        rehearsal.add("SELECT " + new SubjectRemoval(Dialect.of(vendor), tiergate, "user").nextKey());
        try {
            rehearsal.forEach(this::execute);
        } catch (DataAccessException failure) {
            throw new IllegalStateException(
                    "This user may not change Tiergate's tables in schema '" + tiergate
                            + "', which a user link does with"
                            + " the rights of who created it: "
                            + failure.getMostSpecificCause().getMessage()
                            + " Let the user create it who owns these tables, or grant SELECT, INSERT, UPDATE and DELETE on"
                            + " them, and the use of tiergate_sequence.",
                    failure);
        }
    }

    private void run(String verb, HostUsers users, List<String> all) {
        try {
            all.forEach(this::execute);
        } catch (DataAccessException failure) {
            throw new IllegalStateException(
                    "Cannot " + verb + " the table '" + users.table() + "' of schema '" + users.schema() + "': "
                            + failure.getMostSpecificCause().getMessage() + " " + remedy(users),
                    failure);
        }
    }

    private String remedy(HostUsers users) {
        String table = "'" + users.schema() + "." + users.table() + "'";
        return switch (vendor) {
            case H2 -> "On H2 only an administrator may create and drop triggers.";
            case POSTGRESQL ->
                "The user needs the right TRIGGER on " + table
                        + " and the right CREATE on its schema; who owns both has them.";
            case MARIADB ->
                "The user needs the right TRIGGER on " + table + "; where the server writes a binary log, also"
                        + " log_bin_trust_function_creators = 1 or the right SUPER.";
        };
    }

    /** Without escape processing: what we write is what the database is to see. */
    private void execute(String sql) {
        jdbc.execute((StatementCallback<Boolean>) statement -> {
            statement.setEscapeProcessing(false);
            return statement.execute(sql);
        });
    }

    private void inOneTransaction(Runnable work) {
        try {
            if (!connection.getAutoCommit()) {
                work.run();
                return;
            }
            connection.setAutoCommit(false);
            try {
                work.run();
                connection.commit();
            } catch (RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "The connection cannot commit or roll back. Use one that is open.", failure);
        }
    }

    private String ours(String tiergate, String table) {
        return vendor.quote(tiergate) + "." + table;
    }

    private static String described(List<Link> links) {
        return links.stream()
                .map(link -> "'" + link.users().table() + "' " + link.users().described())
                .collect(Collectors.joining("; ", "", "."));
    }
}
