package io.tiergate.benchmarks.database;

import io.tiergate.Resource;
import io.tiergate.Subject;
import io.tiergate.store.TreePath;
import io.tiergate.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Documents in folders, four levels deep, as rows of a host and as resources; with some readers, and two grants for each
 * document to others. Beside them, for a comparison, a table with a row for each document that a reader may see.
 */
public final class Documents {

    /** Who reads, and about how much they see. */
    public enum Reader {
        TEN,
        ONE_IN_150,
        A_FIFTH,
        ALL,
        ALL_BUT_ONE_IN_150,
        OWNER_OF_ONE_IN_100;

        public Subject subject() {
            return Subject.user("reader" + ordinal());
        }

        /** The key, also in the table to compare with. */
        public long id() {
            return READERS + ordinal();
        }
    }

    public static final String PERMISSION = "document.read";
    public static final String TYPE = "document";

    private static final long TENANT = 2;
    private static final long FOLDER_TYPE = 1_000;
    private static final long DOCUMENT_TYPE = 1_001;
    private static final long READ = 1_002;
    private static final long WRITE = 1_003;
    private static final long READERS = 2_000;
    private static final long OTHERS = 10_000;
    private static final long FOLDERS = 10_000_000;
    private static final long LEAVES = 20_000_000;
    private static final long GRANTS = 50_000_000;
    private static final long FREE = 100_000_000;

    private final int documents;
    private final Random random = new Random(7);
    private final List<List<TreePath>> levels = new ArrayList<>();
    private final TreePath[] places;

    public Documents(int documents) {
        this.documents = documents;
        this.places = new TreePath[documents];
        int[] fans = {20, 10, 10, Math.max(1, documents / 100_000)};
        long key = FOLDERS;
        for (int fan : fans) {
            List<@Nullable TreePath> above =
                    new ArrayList<>(levels.isEmpty() ? List.of() : levels.get(levels.size() - 1));
            if (above.isEmpty()) {
                above.add(null);
            }
            List<TreePath> level = new ArrayList<>();
            for (TreePath parent : above) {
                for (int i = 0; i < fan; i++) {
                    key++;
                    level.add(parent == null ? TreePath.root(key) : parent.child(key));
                }
            }
            levels.add(level);
        }
        List<TreePath> last = levels.get(3);
        for (int i = 0; i < documents; i++) {
            places[i] = last.get(random.nextInt(last.size())).child(LEAVES + i);
        }
    }

    /** The document of that number, from 0 on. */
    public static Resource resource(int document) {
        return Resource.of(TYPE, "r" + (LEAVES + document));
    }

    /** The folders. */
    public Tree tree() {
        return new Tree(levels, List.of(places));
    }

    /** The folders of each level from the roots, 0, to those with documents, 3. */
    public static final class Tree {

        private final List<List<TreePath>> levels;
        private final List<TreePath> documents;

        private Tree(List<List<TreePath>> levels, List<TreePath> documents) {
            this.levels = levels;
            this.documents = documents;
        }

        /** How many there are in one, itself and documents counted. */
        public int in(int level, int number) {
            TreePath folder = levels.get(level).get(number);
            return (int) Stream.concat(levels.stream().flatMap(List::stream), documents.stream())
                    .filter(path -> path.isWithin(folder))
                    .count();
        }

        public int size(int level) {
            return levels.get(level).size();
        }

        public Resource level(int level, int number) {
            return Resource.of("folder", "r" + levels.get(level).get(number).key());
        }
    }

    /** Fills a migrated database. */
    public void load(TestDatabase database, Connection connection) throws SQLException {
        BulkLoad load = new BulkLoad(database, connection);
        execute(
                connection,
                "create table document (id bigint primary key, title varchar(100) not null,"
                        + " created_at bigint not null, resource_id bigint not null)");
        execute(
                connection,
                "create table reading (reader bigint not null, document bigint not null,"
                        + " primary key (reader, document))");
        definitions(load);
        resources(load);
        load.insert(
                "document",
                "id, title, created_at, resource_id",
                IntStream.range(0, documents)
                        .mapToObj(i -> row(i, "title." + i, random.nextInt(1_000_000_000), LEAVES + i)));
        grants(load);
        readings(connection);
        execute(connection, "create index document_newest on document (created_at desc, id desc)");
        execute(connection, "create unique index document_resource on document (resource_id)");
        execute(connection, "create index reading_document on reading (document, reader)");
        settle(database, connection);
    }

    private void definitions(BulkLoad load) throws SQLException {
        load.insert(
                "tiergate_permission",
                "id, tenant_id, name, description, declared, retired",
                IntStream.range(0, 2)
                        .mapToObj(
                                i -> row(READ + i, TENANT, i == 0 ? PERMISSION : "document.write", "", false, false)));
        load.insert(
                "tiergate_resource_type",
                "id, tenant_id, name, description, bound",
                IntStream.range(0, 2).mapToObj(i -> row(FOLDER_TYPE + i, TENANT, i == 0 ? "folder" : TYPE, "", false)));
        load.insert(
                "tiergate_resource_type_permission",
                "type_id, permission_id",
                IntStream.range(0, 4).mapToObj(i -> row(FOLDER_TYPE + i / 2, READ + i % 2)));
        String subject = "id, tenant_id, subject_type, subject_id, display_name, suspended";
        load.insert(
                "tiergate_subject",
                subject,
                IntStream.range(0, Reader.values().length)
                        .mapToObj(i -> row(READERS + i, TENANT, "user", "reader" + i, "", false)));
        load.insert(
                "tiergate_subject",
                subject,
                IntStream.range(0, others()).mapToObj(i -> row(OTHERS + i, TENANT, "user", "user" + i, "", false)));
    }

    private int others() {
        return Math.max(1_000, documents / 10);
    }

    private void resources(BulkLoad load) throws SQLException {
        String columns = "id, tenant_id, type_id, external_id, parent_id, path, sort_key, owner_subject_id";
        load.insert(
                "tiergate_resource",
                columns,
                levels.stream().flatMap(List::stream).map(path -> resource(path, FOLDER_TYPE, null)));
        load.insert(
                "tiergate_resource",
                columns,
                IntStream.range(0, documents)
                        .mapToObj(i -> resource(
                                places[i],
                                DOCUMENT_TYPE,
                                i % 100 == 0 ? Reader.OWNER_OF_ONE_IN_100.id() : OTHERS + random.nextInt(others()))));
    }

    private static @Nullable Object[] resource(TreePath path, long type, @Nullable Long owner) {
        long[] keys = path.keys();
        Long parent = keys.length == 1 ? null : keys[keys.length - 2];
        return row(path.key(), TENANT, type, "r" + path.key(), parent, path.text(), path.key() * 1_024, owner);
    }

    private void grants(BulkLoad load) throws SQLException {
        List<@Nullable Object[]> grants = new ArrayList<>();
        for (TreePath root : roots(Reader.TEN)) {
            grants.add(grant(grants.size(), Reader.TEN.id(), READ, root, "ALLOW"));
        }
        for (TreePath root : roots(Reader.ONE_IN_150)) {
            grants.add(grant(grants.size(), Reader.ONE_IN_150.id(), READ, root, "ALLOW"));
            grants.add(grant(grants.size(), Reader.ALL_BUT_ONE_IN_150.id(), READ, root, "DENY"));
        }
        for (TreePath root : roots(Reader.A_FIFTH)) {
            grants.add(grant(grants.size(), Reader.A_FIFTH.id(), READ, root, "ALLOW"));
        }
        grants.add(grant(grants.size(), Reader.ALL.id(), READ, null, "ALLOW"));
        grants.add(grant(grants.size(), Reader.ALL_BUT_ONE_IN_150.id(), READ, null, "ALLOW"));
        String columns = "id, tenant_id, holder_subject_id, permission_id, resource_id, effect, granted_at";
        load.insert("tiergate_grant", columns, grants.stream());
        int named = grants.size();
        // One after the other, so that no subject has the same twice.
        load.insert(
                "tiergate_grant",
                columns,
                IntStream.range(0, 2 * documents)
                        .mapToObj(i ->
                                grant(named + i, OTHERS + i / 2 % others(), READ + i % 2, places[i / 2], "ALLOW")));
    }

    private List<TreePath> roots(Reader reader) {
        return switch (reader) {
            case TEN ->
                IntStream.range(0, 10)
                        .mapToObj(i -> places[i * (documents / 10) + 1])
                        .toList();
            case A_FIFTH ->
                IntStream.range(0, 4).mapToObj(i -> levels.get(0).get(i * 3)).toList();
            default ->
                IntStream.range(0, 13)
                        .mapToObj(i -> levels.get(2).get(i * 150 + 7))
                        .toList();
        };
    }

    private static @Nullable Object[] grant(
            long number, long holder, long permission, @Nullable TreePath root, String effect) {
        return row(GRANTS + number, TENANT, holder, permission, root == null ? null : root.key(), effect, 0);
    }

    /** What a team keeps that has a row for each right of each user. */
    private void readings(Connection connection) throws SQLException {
        String of =
                "insert into reading select %d, d.id from document d join tiergate_resource r on r.id = d.resource_id"
                        + " where %s";
        for (Reader reader : Reader.values()) {
            String seen = switch (reader) {
                case ALL -> "true";
                case ALL_BUT_ONE_IN_150 -> "not (" + within(Reader.ONE_IN_150) + ")";
                case OWNER_OF_ONE_IN_100 -> "r.owner_subject_id = " + reader.id();
                default -> within(reader);
            };
            execute(connection, String.format(of, reader.id(), seen));
        }
    }

    private String within(Reader reader) {
        List<String> ranges = roots(reader).stream()
                .map(root -> "r.path >= '" + root.text() + "' and r.path < '" + root.end() + "'")
                .toList();
        return String.join(" or ", ranges);
    }

    private static void settle(TestDatabase database, Connection connection) throws SQLException {
        switch (database) {
            case POSTGRESQL -> {
                execute(connection, "alter sequence tiergate_sequence restart with " + FREE);
                execute(connection, "alter table tiergate_resource alter path set statistics 1000");
                execute(connection, "vacuum (analyze)");
            }
            case MARIADB -> {
                execute(connection, "alter sequence tiergate_sequence restart " + FREE);
                execute(connection, "analyze table tiergate_resource, tiergate_grant, document, reading");
            }
            case H2 -> {
                execute(connection, "alter sequence tiergate_sequence restart with " + FREE);
                execute(connection, "set optimize_reuse_results 0");
                execute(connection, "analyze");
            }
        }
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
