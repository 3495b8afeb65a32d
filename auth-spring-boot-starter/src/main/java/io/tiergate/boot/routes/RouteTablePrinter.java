package io.tiergate.boot.routes;

import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/** Logs the table of routes once the application is ready, on a thread of its own, which nothing waits for. */
final class RouteTablePrinter implements ApplicationListener<ApplicationReadyEvent> {

    private static final Log LOG = LogFactory.getLog(RouteTablePrinter.class);

    private final Routes routes;
    private final ConfigurableApplicationContext own;
    private final Supplier<@Nullable Reach> reach;

    /** @param reach makes what counts; null to count nothing */
    RouteTablePrinter(Routes routes, ConfigurableApplicationContext own, Supplier<@Nullable Reach> reach) {
        this.routes = routes;
        this.own = own;
        this.reach = reach;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (event.getApplicationContext() == own
                && LOG.isInfoEnabled()
                && !routes.found().isEmpty()) {
            Thread thread = new Thread(this::print, "tiergate-routes");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void print() {
        List<Classification.Found> found = routes.found();
        String text;
        try {
            text = RouteReport.of(found, reach.get());
        } catch (RuntimeException failure) {
            if (!own.isActive()) {
                return;
            }
            LOG.debug("Who can reach the routes cannot be counted", failure);
            text = RouteReport.of(found, null) + "\n\nWho can reach them could not be counted: " + failure.getMessage();
        }
        LOG.info(text);
    }
}
