package io.tiergate.store.jpa;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Plain SQL on our tables, wherever they are, on the connection of the current transaction. */
final class Sql {

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final SchemaName schema;

    Sql(JdbcTemplate jdbc, SchemaName schema) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.schema = schema;
    }

    <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... values) {
        return jdbc.query(schema.in(sql), mapper, values);
    }

    /** The one row that there is at most. */
    <T> @Nullable T find(String sql, RowMapper<T> mapper, @Nullable Object... values) {
        return DataAccessUtils.singleResult(list(sql, mapper, values));
    }

    /** All rows with one of many keys, which stand in the statement as {@code :keys}. */
    <T> List<T> listOf(String sql, RowMapper<T> mapper, Collection<Long> keys) {
        List<T> all = new ArrayList<>();
        Chunks.of(keys, some -> all.addAll(named.query(schema.in(sql), Map.of("keys", some), mapper)));
        return all;
    }

    /** The same with other values beside the keys, which need not be numbers. */
    <T> List<T> listOf(String sql, RowMapper<T> mapper, Map<String, ?> values, Collection<?> keys) {
        List<T> all = new ArrayList<>();
        Chunks.of(keys, some -> all.addAll(named.query(schema.in(sql), with(values, some), mapper)));
        return all;
    }

    int change(String sql, @Nullable Object... values) {
        return jdbc.update(schema.in(sql), values);
    }

    /** Holds a change to the row that was read: if there is none now, a concurrent change came between. */
    void changeOne(String sql, @Nullable Object... values) {
        requireChanged(1, change(sql, values));
    }

    /** The same for many rows, whose keys stand in the statement as {@code :keys}. */
    void changeAll(String sql, Collection<Long> keys) {
        changeAll(sql, 0, keys);
    }

    /** @param owner stands in the statement as {@code :owner} */
    void changeAll(String sql, long owner, Collection<Long> keys) {
        changeAll(sql, Map.of("owner", owner), keys);
    }

    /** @param values stand in the statement by their names */
    void changeAll(String sql, Map<String, ?> values, Collection<Long> keys) {
        Chunks.of(keys, some -> requireChanged(some.size(), named.update(schema.in(sql), with(values, some))));
    }

    void changeEach(String sql, List<@Nullable Object[]> values) {
        jdbc.batchUpdate(schema.in(sql), values);
    }

    private static Map<String, Object> with(Map<String, ?> values, List<?> keys) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("keys", keys);
        return all;
    }

    private static void requireChanged(int expected, int changed) {
        if (changed != expected) {
            throw new OptimisticLockingFailureException(
                    "A concurrent change of permissions won. Repeat the transaction.");
        }
    }
}
