package io.tiergate.store.jpa;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

/** What was sent to a database, in order. */
final class StatementLog {

    private final List<String> statements = new CopyOnWriteArrayList<>();

    DataSource observe(DataSource dataSource) {
        return ProxyDataSourceBuilder.create(dataSource)
                .afterQuery((execution, queries) -> queries.forEach(query -> statements.add(query.getQuery())))
                .build();
    }

    void clear() {
        statements.clear();
    }

    int count() {
        return statements.size();
    }

    /** The position of the first statement that contains the text, or -1. */
    int indexOf(String text) {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i).contains(text)) {
                return i;
            }
        }
        return -1;
    }
}
