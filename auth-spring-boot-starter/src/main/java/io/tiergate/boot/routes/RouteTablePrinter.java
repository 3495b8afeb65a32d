package io.tiergate.boot.routes;

import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/** Logs the table of routes once the application is ready, on a thread of its own, which nothing waits for. */
final class RouteTablePrinter implements ApplicationListener<ApplicationReadyEvent> {

    private static final Log LOG = LogFactory.getLog(RouteTablePrinter.class);

    private final Routes routes;
    private final ConfigurableApplicationContext own;
    private final boolean count;

    /** @param count whether to say who can reach them */
    RouteTablePrinter(Routes routes, ConfigurableApplicationContext own, boolean count) {
        this.routes = routes;
        this.own = own;
        this.count = count;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (event.getApplicationContext() == own && LOG.isInfoEnabled()) {
            Thread thread = new Thread(this::print, "tiergate-routes");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void print() {
        List<Classification.Found> found = routes.found();
        if (found.isEmpty()) {
            return;
        }
        String text;
        try {
            text = RouteReport.of(found, count ? routes.reach() : null);
        } catch (RuntimeException failure) {
            if (own.isClosed()) {
                return;
            }
            LOG.debug("Who can reach the routes cannot be counted", failure);
            text = RouteReport.of(found, null) + "\n\nWho can reach them could not be counted: " + failure.getMessage();
        }
        LOG.info(text);
    }
}
