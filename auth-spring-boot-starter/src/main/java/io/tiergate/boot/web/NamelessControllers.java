package io.tiergate.boot.web;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Says at start-up which protected controllers deny everyone, since somebody forgot to name a permission. */
final class NamelessControllers {

    private static final Log LOG = LogFactory.getLog(NamelessControllers.class);

    private NamelessControllers() {}

    static void report(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanNamesForType(ProtectedController.class, false, false)) {
            // One that is made later is not made for this.
            Object controller = beans.containsSingleton(name) ? beans.getSingleton(name) : null;
            RequiredByMethod required = controller == null ? null : RequiredByMethod.of(controller);
            if (required != null && required.isEmpty()) {
                LOG.warn(
                        beans.getType(name) + " is a ProtectedController that names no permission, and denies everyone."
                                + " Name it with super(\"…\") in its constructor.");
            }
        }
    }
}
