package io.tiergate.boot.schema;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where the tables of Tiergate are. */
public final class TiergateSchema {

    private final DataSource dataSource;
    private final @Nullable String name;

    TiergateSchema(DataSource dataSource, @Nullable String name) {
        this.dataSource = dataSource;
        this.name = name;
    }

    /** The application's, which permissions are read and changed with. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Of the schema, on MariaDB of the database, as the catalogue spells it; null for the connections' own. */
    public @Nullable String name() {
        return name;
    }
}
