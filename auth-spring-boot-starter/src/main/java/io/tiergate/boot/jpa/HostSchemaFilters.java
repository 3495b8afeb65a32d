package io.tiergate.boot.jpa;

import org.hibernate.tool.schema.internal.DefaultSchemaFilterProvider;
import org.hibernate.tool.schema.spi.SchemaFilterProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

/** Understands what a host may have set as Hibernate's schema filter, in each form that Hibernate takes. */
final class HostSchemaFilters {

    private HostSchemaFilters() {}

    static SchemaFilterProvider of(@Nullable Object setting) {
        if (setting == null) {
            return DefaultSchemaFilterProvider.INSTANCE;
        }
        if (setting instanceof SchemaFilterProvider provider) {
            return provider;
        }
        Class<?> type = setting instanceof Class<?> given
                ? given
                : ClassUtils.resolveClassName(setting.toString().strip(), HostSchemaFilters.class.getClassLoader());
        return (SchemaFilterProvider) BeanUtils.instantiateClass(type);
    }
}
