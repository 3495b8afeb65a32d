package io.tiergate.schema;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

/** Our migrations, run by Flyway in a history that nobody shares. */
final class OwnHistory {

    private final DataSource dataSource;
    private final Place place;
    private final FluentConfiguration flyway;

    private OwnHistory(DataSource dataSource, Place place, @Nullable Configuration host) {
        this.dataSource = dataSource;
        this.place = place;
        // Nothing is inherited: a configuration that is new has no callbacks, no properties and no placeholders.
        flyway = Flyway.configure(OwnHistory.class.getClassLoader())
                .dataSource(dataSource)
                .defaultSchema(place.schema())
                .table(SchemaMigration.HISTORY_TABLE)
                .locations("classpath:" + Script.folder(place.vendor()))
                .failOnMissingLocations(true)
                .placeholderReplacement(false)
                // The host's tables are there already; our first version is 1, so the baseline must be below it.
                .baselineOnMigrate(true)
                .baselineVersion("0");
        if (host != null) {
            // Flyway keeps these two in static fields. A run inside one of the host's must not change them for it.
            flyway.lockRetryCount(host.getLockRetryCount()).loggers(host.getLoggers());
        }
    }

    /**
     * @param schema null for the connection's own
     * @param host the run of Flyway that this one is inside of, or null
     */
    static int migrate(DataSource dataSource, @Nullable String schema, @Nullable Configuration host) {
        Place place = Place.of(dataSource, schema);
        FlywayModules.requireFor(place.vendor());
        return new OwnHistory(dataSource, place, host).migrate();
    }

    private int migrate() {
        try {
            if (Connections.with(dataSource, this::isComplete)) {
                return 0;
            }
            try (MigrationLock lock = MigrationLock.take(dataSource, place)) {
                return Connections.with(dataSource, this::isStillToDo)
                        ? flyway.load().migrate().migrationsExecuted
                        : 0;
            }
        } catch (FlywayValidateException failure) {
            throw Diagnosis.doesNotFit(place, failure);
        } catch (SQLException | FlywayException failure) {
            throw Diagnosis.failed(place, failure);
        }
    }

    private boolean isComplete(Connection connection) throws SQLException {
        return Progress.read(connection, place).isComplete();
    }

    /** Not if another node has done it meanwhile. */
    private boolean isStillToDo(Connection connection) throws SQLException {
        Progress progress = Progress.read(connection, place);
        progress.removeUnfinished(connection, place);
        return !progress.isComplete();
    }
}
