package io.tiergate.benchmarks.lists;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tiergate.DecisionPoint;
import io.tiergate.Tenant;
import io.tiergate.benchmarks.Engines;
import io.tiergate.benchmarks.database.Documents;
import io.tiergate.benchmarks.database.Documents.Reader;
import io.tiergate.resource.AllowedSql;
import io.tiergate.resource.AllowedSql.Condition;
import io.tiergate.schema.SchemaMigration;
import io.tiergate.schema.Vendor;
import io.tiergate.store.jpa.JpaStore;
import io.tiergate.testing.FreshDatabase;
import io.tiergate.testing.TestDatabase;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Measures, and prints a table, with the plans of PostgreSQL after it. */
public final class Lists {

    private static final String PAGE = "select d.id, d.title, d.created_at from document d";
    private static final String COUNT = "select count(*) from document d";
    private static final String NEWEST = " order by d.created_at desc, d.id desc limit 20";

    private final TestDatabase database;
    private final int documents;
    private final int runs;
    private final PrintStream out;

    private Lists(TestDatabase database, int documents, int runs, PrintStream out) {
        this.database = database;
        this.documents = documents;
        this.runs = runs;
        this.out = out;
    }

    /** @param sizes how many documents */
    public static void print(List<TestDatabase> databases, List<Integer> sizes, boolean quick, PrintStream out)
            throws SQLException {
        out.printf("%n## A page of the 20 newest documents that a subject may read, and how many there are%n%n");
        out.println("| database | documents | who sees | rows | page, µs, median | by hand | nobody asked | count, µs,"
                + " median | by hand | nobody asked |");
        out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        List<String> plans = new ArrayList<>();
        for (TestDatabase database : databases) {
            for (int documents : sizes) {
                plans.addAll(new Lists(database, documents, quick ? 5 : 101, out).measure());
            }
        }
        plans.forEach(out::println);
    }

    private List<String> measure() throws SQLException {
        FreshDatabase fresh = database.fresh();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(fresh.url());
        config.setUsername(fresh.username());
        config.setPassword(fresh.password());
        config.setMaximumPoolSize(3);
        List<String> plans = new ArrayList<>();
        try (HikariDataSource pool = new HikariDataSource(config)) {
            new SchemaMigration(pool).migrate();
            try (Connection connection = pool.getConnection()) {
                new Documents(documents).load(database, connection);
            }
            try (JpaStore store = new JpaStore(pool);
                    Connection connection = pool.getConnection()) {
                DecisionPoint decisions = Engines.over(store, 1_000);
                AllowedSql sql = new AllowedSql(Vendor.of(pool), null);
                for (Reader reader : Reader.values()) {
                    measure(connection, decisions, sql, reader, plans);
                }
                plans.addAll(new OneByOne(decisions, connection, documents, runs).measure(database));
                plans.addAll(new Moving(store, decisions, documents, runs).measure(database));
                close(decisions);
            }
        }
        return plans;
    }

    private static void close(DecisionPoint decisions) {
        try {
            Engines.close(decisions);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void measure(
            Connection connection, DecisionPoint decisions, AllowedSql sql, Reader reader, List<String> plans)
            throws SQLException {
        // Asking what is allowed is part of it.
        Supplier<Condition> ours = () -> sql.where(
                decisions.allowedResources(Tenant.DEFAULT, reader.subject(), Documents.PERMISSION, Documents.TYPE),
                "d.resource_id");
        Supplier<Condition> hand = () -> new Condition(
                "exists (select 1 from reading g where g.document = d.id and g.reader = ?)", List.of(reader.id()));
        Supplier<Condition> none = () -> new Condition("1 = 1", List.of());
        long rows = first(connection, COUNT, ours.get(), "");
        if (rows != first(connection, COUNT, hand.get(), "")) {
            throw new IllegalStateException("The two ways do not see the same: the benchmark is wrong");
        }
        List<String> cells = new ArrayList<>(List.of(
                database.vendor().toString(),
                String.format(Locale.ROOT, "%,d", documents),
                reader.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                String.format(Locale.ROOT, "%,d", rows)));
        for (Supplier<Condition> where : List.of(ours, hand, none)) {
            cells.add(median(connection, runs, PAGE, where, NEWEST));
        }
        for (Supplier<Condition> where : List.of(ours, hand, none)) {
            cells.add(median(connection, Math.max(3, runs / 10), COUNT, where, ""));
        }
        out.println("| " + String.join(" | ", cells) + " |");
        if (database == TestDatabase.POSTGRESQL) {
            plans.add("\nThe page for " + cells.get(2) + " of " + cells.get(1) + ":\n");
            try (PreparedStatement statement = prepared(connection, "explain (analyze) " + PAGE, ours.get(), NEWEST);
                    ResultSet lines = statement.executeQuery()) {
                while (lines.next()) {
                    String line = lines.getString(1);
                    plans.add("    " + line.substring(0, Math.min(160, line.length())));
                }
            }
        }
    }

    private static PreparedStatement prepared(Connection connection, String select, Condition where, String order)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(select + " where " + where.text() + order);
        int position = 0;
        for (Object value : where.values()) {
            statement.setObject(++position, value);
        }
        return statement;
    }

    private static long first(Connection connection, String select, Condition where, String order) throws SQLException {
        try (PreparedStatement statement = prepared(connection, select, where, order);
                ResultSet rows = statement.executeQuery()) {
            long first = rows.next() ? rows.getLong(1) : 0;
            while (rows.next()) {
                rows.getLong(1);
            }
            return first;
        }
    }

    private static String median(
            Connection connection, int runs, String select, Supplier<Condition> where, String order)
            throws SQLException {
        long[] times = new long[runs];
        // Statements are planned once only when they have come ten times.
        for (int i = order.isEmpty() ? -2 : -12; i < runs; i++) {
            long start = System.nanoTime();
            first(connection, select, where.get(), order);
            if (i >= 0) {
                times[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(times);
        return String.format(Locale.ROOT, "%,d", times[runs / 2] / 1_000);
    }
}
