package io.tiergate.boot.schema;

import io.tiergate.boot.core.TiergateProperties.Schema.Mode;
import io.tiergate.schema.SchemaMigration;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;

/**
 * Where the tables of Tiergate are. When it is made, it brings them up to date or looks whether they are, as {@code
 * tiergate.schema.mode} says. A type of its own, since beans of Flyway's types would take the place of the host's.
 */
public final class TiergateSchema implements InitializingBean {

    private final DataSource dataSource;
    private final UnaryOperator<DataSource> privileged;
    private final SchemaNames names;
    private final Mode mode;
    private @Nullable String name;

    /** @param privileged gives what the host makes its tables with, which may be the same */
    TiergateSchema(DataSource dataSource, UnaryOperator<DataSource> privileged, SchemaNames names, Mode mode) {
        this.dataSource = dataSource;
        this.privileged = privileged;
        this.names = names;
        this.mode = mode;
    }

    /** The application's, which permissions are read and changed with. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Of the schema, on MariaDB of the database, as the catalogue spells it; null for the connections' own. */
    public @Nullable String name() {
        return name;
    }

    /**
     * The version that the tables are at now; null if there are none. Asks the database.
     *
     * @throws io.tiergate.schema.SchemaException if it cannot be read
     */
    public @Nullable Integer version() {
        return new SchemaMigration(dataSource, name).currentVersion();
    }

    @Override
    public void afterPropertiesSet() {
        DataSource making = privileged.apply(dataSource);
        name = names.find(mode == Mode.MIGRATE ? making : dataSource);
        if (mode == Mode.MIGRATE) {
            new SchemaMigration(making, placeFor(making)).migrate();
        }
        // Who makes the tables may be another than who uses them.
        if (mode == Mode.VALIDATE || (mode == Mode.MIGRATE && making != dataSource)) {
            new SchemaMigration(dataSource, name).validate();
        }
    }

    /** Another user may be in another schema by itself: the tables go where the application looks for them. */
    private @Nullable String placeFor(DataSource making) {
        return name == null && making != dataSource ? SchemaNames.own(dataSource) : name;
    }
}
