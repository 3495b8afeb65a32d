package io.tiergate.boot.core;

import java.util.Collection;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/** What is done once all beans are there: of this application context, and later of those below it. */
final class TiergateStart implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent>, Ordered {

    private static final Log LOG = LogFactory.getLog(TiergateStart.class);

    private final CatalogueSynchronization catalogue;
    private final ResourceTypeSynchronization resourceTypes;
    private final ExpressionWiringReport expressions;
    private final LateBeans lateBeans;
    private final ApplicationContext own;

    TiergateStart(
            CatalogueSynchronization catalogue,
            ResourceTypeSynchronization resourceTypes,
            ExpressionWiringReport expressions,
            LateBeans lateBeans,
            ApplicationContext own) {
        this.lateBeans = lateBeans;
        this.own = own;
        this.catalogue = catalogue;
        this.resourceTypes = resourceTypes;
        this.expressions = expressions;
    }

    @Override
    public void afterSingletonsInstantiated() {
        catalogue.run();
        resourceTypes.run();
        expressions.run();
        lateBeans.begin();
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        // All has just been read of the context that this is in.
        if (event.getApplicationContext() != own) {
            warn(catalogue::warnOfLateNames);
        }
    }

    /** @param names those that are known by now, each with its places */
    void warnOfLateNames(Map<String, ? extends Collection<String>> names) {
        warn(() -> catalogue.warnOfLateNames(names));
    }

    /** The bean or the application context that they have come with is not to fail for it. They are told the next time. */
    private static void warn(Runnable late) {
        try {
            late.run();
        } catch (RuntimeException failure) {
            LOG.warn("What code has come to ask for cannot be held against the catalogue now: " + failure);
            LOG.debug("Late names cannot be told", failure);
        }
    }

    /** After those who look into a context that has come. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
