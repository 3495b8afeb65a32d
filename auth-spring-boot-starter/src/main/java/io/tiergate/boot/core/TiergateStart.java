package io.tiergate.boot.core;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/** What is done once all beans are there: of this application context, and later of those below it. */
final class TiergateStart implements SmartInitializingSingleton, ApplicationListener<ContextRefreshedEvent>, Ordered {

    private final CatalogueSynchronization catalogue;
    private final ExpressionWiringReport expressions;
    private final LateBeans lateBeans;
    private final ApplicationContext own;

    TiergateStart(
            CatalogueSynchronization catalogue,
            ExpressionWiringReport expressions,
            LateBeans lateBeans,
            ApplicationContext own) {
        this.lateBeans = lateBeans;
        this.own = own;
        this.catalogue = catalogue;
        this.expressions = expressions;
    }

    @Override
    public void afterSingletonsInstantiated() {
        catalogue.run();
        expressions.run();
        lateBeans.begin();
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        // All has just been read of the context that this is in.
        if (event.getApplicationContext() != own) {
            warnOfLateNames();
        }
    }

    void warnOfLateNames() {
        catalogue.warnOfLateNames();
    }

    /** After those who look into a context that has come. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
