package io.tiergate.store.jpa;

import java.util.Locale;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.Table;
import org.hibernate.tool.schema.spi.SchemaFilter;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;

/**
 * Keeps Hibernate's schema tools, whatever {@code ddl-auto} is, away from the tables and sequences of Tiergate, which its
 * migrations make. For the setting {@code hibernate.hbm2ddl.schema_filter_provider}.
 */
public final class HostSchemaFilterProvider implements SchemaFilterProvider {

    private static final String PREFIX = "tiergate_";

    private final SchemaFilterProvider host;

    /** @param host what the host would filter by without us; it is asked about everything that is not ours */
    public HostSchemaFilterProvider(SchemaFilterProvider host) {
        this.host = host;
    }

    @Override
    public SchemaFilter getCreateFilter() {
        return new HostFilter(host.getCreateFilter());
    }

    @Override
    public SchemaFilter getDropFilter() {
        return new HostFilter(host.getDropFilter());
    }

    @Override
    public SchemaFilter getTruncatorFilter() {
        return new HostFilter(host.getTruncatorFilter());
    }

    @Override
    public SchemaFilter getMigrateFilter() {
        return new HostFilter(host.getMigrateFilter());
    }

    @Override
    public SchemaFilter getValidateFilter() {
        return new HostFilter(host.getValidateFilter());
    }

    private record HostFilter(SchemaFilter host) implements SchemaFilter {

        @Override
        public boolean includeNamespace(Namespace namespace) {
            return host.includeNamespace(namespace);
        }

        @Override
        public boolean includeTable(Table table) {
            return !isOurs(table.getName()) && host.includeTable(table);
        }

        @Override
        public boolean includeSequence(Sequence sequence) {
            return !isOurs(sequence.getName().getSequenceName().getText()) && host.includeSequence(sequence);
        }

        private static boolean isOurs(String name) {
            return name.toLowerCase(Locale.ROOT).startsWith(PREFIX);
        }
    }
}
