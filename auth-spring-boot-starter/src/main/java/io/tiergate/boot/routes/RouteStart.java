package io.tiergate.boot.routes;

import io.tiergate.boot.catalogue.UsedPermissions;
import io.tiergate.boot.routes.Route.Guarding;
import io.tiergate.boot.routes.RoutesProperties.Policy;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.Ordered;

/**
 * Finds the routes of the application once all singletons are there, and those of each application context below it when
 * that has come: the actuator's own server, further dispatcher servlets.
 */
final class RouteStart
        implements SmartInitializingSingleton, ApplicationListener<ApplicationContextEvent>, UsedPermissions, Ordered {

    private static final Log LOG = LogFactory.getLog(RouteStart.class);

    /** What they name is told by those who read them, of all beans. */
    private static final Set<Guarding> ANNOTATIONS = EnumSet.of(Guarding.PERMISSION, Guarding.METHOD_SECURITY);

    private final Inventory inventory;
    private final ConfigurableApplicationContext own;
    private final Policy policy;

    RouteStart(Inventory inventory, ConfigurableApplicationContext own, Policy policy) {
        this.inventory = inventory;
        this.own = own;
        this.policy = policy;
    }

    @Override
    public void afterSingletonsInstantiated() {
        look(own);
    }

    @Override
    public void onApplicationEvent(ApplicationContextEvent event) {
        if (event instanceof ContextRefreshedEvent
                && event.getApplicationContext() instanceof ConfigurableApplicationContext context) {
            look(context);
        } else if (event instanceof ContextClosedEvent && event.getApplicationContext() != own) {
            inventory.remove(event.getApplicationContext());
        }
    }

    /** The catalogue may be held against the code before it is the turn of this. */
    @Override
    public void tell(Listener listener) {
        look(own);
        for (Classification.Found found : inventory.remembered()) {
            String place = found.route().handler() + " (" + found.route().address() + ")";
            for (Guard guard : found.guards()) {
                if (!ANNOTATIONS.contains(guard.kind())) {
                    guard.permissions().forEach(name -> listener.used(name, Set.of(place)));
                }
            }
        }
    }

    /** Before the catalogue is held against what is found. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 100;
    }

    private void look(ConfigurableApplicationContext context) {
        boolean fine = false;
        try {
            apply(inventory.add(context).stream()
                    .map(Classification.Found::route)
                    .filter(Route::unguarded)
                    .toList());
            fine = true;
        } finally {
            if (!fine) {
                // A servlet refreshes its context again with the next request, which must be no better than this time.
                inventory.remove(context);
            }
        }
    }

    private void apply(List<Route> unguarded) {
        if (unguarded.isEmpty()) {
            return;
        }
        switch (policy) {
            case REPORT -> {
                // The table says it.
            }
            case WARN ->
                LOG.warn("Nothing guards these handlers of requests:" + RouteReport.unguarded(unguarded)
                        + "\nGuard them, or say with @Unguarded(\"the reason\") that nothing need.");
            case FAIL -> throw new UnguardedRoutesException(unguarded);
        }
    }
}
