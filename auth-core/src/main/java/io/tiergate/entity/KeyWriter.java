package io.tiergate.entity;

import java.sql.PreparedStatement;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.Type;

/** Writes the keys of resources into rows that are there already. Past Hibernate: neither version nor anything else changes. */
final class KeyWriter {

    private static final int AT_ONCE = 500;

    private KeyWriter() {}

    /** @param keys by the ids of the rows */
    static void write(
            SharedSessionContractImplementor session, GuardedMapping mapping, Type idType, Map<?, Long> keys) {
        session.doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(mapping.update())) {
                int waiting = 0;
                for (Map.Entry<?, Long> each : keys.entrySet()) {
                    statement.setLong(1, each.getValue());
                    idType.nullSafeSet(statement, each.getKey(), 2, session);
                    statement.addBatch();
                    if (++waiting == AT_ONCE) {
                        statement.executeBatch();
                        waiting = 0;
                    }
                }
                if (waiting > 0) {
                    statement.executeBatch();
                }
            }
        });
    }
}
