package io.tiergate.testing;

import io.tiergate.AllowedResources;
import io.tiergate.resource.AllowedSql;
import io.tiergate.resource.AllowedSql.Condition;
import java.util.ArrayList;
import java.util.List;

/** Conditions as they are written by tools that know what a column is called only at the end. */
public final class NamedColumn {

    private NamedColumn() {}

    public static Condition where(AllowedSql sql, AllowedResources allowed, String column) {
        Object standsForIt = new Object();
        Condition condition = sql.where(allowed, standsForIt);
        String[] parts = condition.text().split("\\?", -1);
        StringBuilder text = new StringBuilder(parts[0]);
        List<Object> values = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            Object value = condition.values().get(i - 1);
            if (value == standsForIt) {
                text.append(column);
            } else {
                text.append('?');
                values.add(value);
            }
            text.append(parts[i]);
        }
        return new Condition(text.toString(), values);
    }
}
