package io.tiergate.entity;

import java.sql.PreparedStatement;
import java.util.Collections;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.Type;

/** Waits for those who are changing rows, and lets others wait until the transaction ends. */
final class RowLock {

    private RowLock() {}

    /** @param ids some thousands at most; those that are gone meanwhile are passed over */
    static void take(SharedSessionContractImplementor session, GuardedMapping mapping, Type idType, List<?> ids) {
        if (ids.isEmpty()) {
            return;
        }
        String text = mapping.lock().replace("?", String.join(", ", Collections.nCopies(ids.size(), "?")));
        session.doWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                for (int i = 0; i < ids.size(); i++) {
                    idType.nullSafeSet(statement, ids.get(i), i + 1, session);
                }
                statement.executeQuery().close();
            }
        });
    }
}
