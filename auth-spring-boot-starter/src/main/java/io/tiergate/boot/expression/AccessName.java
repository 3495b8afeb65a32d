package io.tiergate.boot.expression;

import io.tiergate.security.Access;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Lets expressions say {@code @access.has('…')}, unless the application has something else of that name. */
final class AccessName implements BeanFactoryPostProcessor {

    static final String NAME = "access";

    /** Comes when all configuration is read. */
    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        String[] names = beans.getBeanNamesForType(Access.class, true, false);
        if (names.length == 1 && !beans.containsBean(NAME)) {
            beans.registerAlias(names[0], NAME);
        }
    }
}
