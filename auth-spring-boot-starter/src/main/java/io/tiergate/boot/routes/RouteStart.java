package io.tiergate.boot.routes;

import io.tiergate.boot.catalogue.UsedPermissions;
import io.tiergate.boot.routes.Route.Guarding;
import io.tiergate.boot.routes.RoutesProperties.Policy;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
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

    private final Routes routes;
    private final ConfigurableApplicationContext own;
    private final RoutesProperties properties;
    private final Function<ConfigurableApplicationContext, Classification> classification;
    private final Set<ApplicationContext> seen = new HashSet<>();

    RouteStart(
            Routes routes,
            ConfigurableApplicationContext own,
            RoutesProperties properties,
            Function<ConfigurableApplicationContext, Classification> classification) {
        this.routes = routes;
        this.own = own;
        this.properties = properties;
        this.classification = classification;
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
            forget(event.getApplicationContext());
        }
    }

    /** The catalogue may be held against the code before it is the turn of this. */
    @Override
    public void tell(Listener listener) {
        look(own);
        for (Classification.Found found : routes.found()) {
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

    private synchronized void look(ConfigurableApplicationContext context) {
        if (!seen.add(context)) {
            return;
        }
        boolean fine = false;
        try {
            List<Classification.Found> found = found(context);
            routes.add(context, found);
            apply(found.stream()
                    .map(Classification.Found::route)
                    .filter(Route::unguarded)
                    .toList());
            fine = true;
        } finally {
            if (!fine) {
                // A servlet refreshes its context again with the next request, which must be no better than this time.
                forget(context);
            }
        }
    }

    /** Whatever an application does to its mappings and rules: to report them is not worth failing for. */
    private List<Classification.Found> found(ConfigurableApplicationContext context) {
        try {
            Classification classes = classification.apply(context);
            return HandlerWalk.through(context).stream()
                    .map(classes::of)
                    .sorted(RouteOrder.INSTANCE)
                    .toList();
        } catch (InvalidExemptionException invalid) {
            throw invalid;
        } catch (RuntimeException | LinkageError failure) {
            if (properties.unguarded() == Policy.FAIL) {
                throw failure;
            }
            LOG.warn("The routes of " + context.getDisplayName() + " cannot be found out", failure);
            return List.of();
        }
    }

    private synchronized void forget(ApplicationContext context) {
        seen.remove(context);
        routes.remove(context);
    }

    private void apply(List<Route> unguarded) {
        if (unguarded.isEmpty()) {
            return;
        }
        switch (properties.unguarded()) {
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
