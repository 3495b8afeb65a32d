package io.tiergate.store.jpa;

import io.tiergate.schema.Vendor;
import io.tiergate.store.jpa.Repositories.Rows;
import java.sql.Connection;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Adds rows, by Hibernate, which gives them their keys and sends many at once. All else is plain SQL: so Hibernate is
 * started by the first row that is added, and an application that adds none does not wait for it.
 */
final class Insertions implements AutoCloseable {

    private final DataSource dataSource;
    private final Vendor vendor;
    private final SchemaName schema;
    private @Nullable PersistenceUnit unit;
    private @Nullable Repositories repositories;

    Insertions(DataSource dataSource, Vendor vendor, SchemaName schema) {
        this.dataSource = dataSource;
        this.vendor = vendor;
        this.schema = schema;
    }

    /** Adds a row in the current transaction; returns it with its key. */
    <E> E add(Class<? extends Rows<E, ?>> repository, E row) {
        return inSession(repository, rows -> rows.saveAndFlush(row));
    }

    /** Adds rows in the current transaction. */
    <E> void addAll(Class<? extends Rows<E, ?>> repository, List<E> added) {
        inSession(repository, rows -> rows.saveAllAndFlush(added));
    }

    @Override
    public synchronized void close() {
        if (unit != null) {
            unit.close();
        }
    }

    private <R, T> T inSession(Class<R> repository, Function<R, T> work) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            PersistenceUnit started = unit();
            return started.on(connection, () -> work.apply(repositories(started).get(repository)));
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private synchronized PersistenceUnit unit() {
        if (unit == null) {
            unit = new PersistenceUnit(vendor, schema);
        }
        return unit;
    }

    private synchronized Repositories repositories(PersistenceUnit started) {
        if (repositories == null) {
            repositories = new Repositories(started);
        }
        return repositories;
    }
}
