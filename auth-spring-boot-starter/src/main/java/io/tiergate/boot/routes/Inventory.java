package io.tiergate.boot.routes;

import io.tiergate.boot.routes.Classification.Found;
import io.tiergate.boot.routes.Mappings.Mapped;
import io.tiergate.boot.routes.ProbeRequest.Servlet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.function.SingletonSupplier;

/**
 * What all servlets serve, each with what guards it. Mappings are read whenever it is asked, since handlers come and go;
 * what is found of a handler is remembered, since rules of the application are asked for it. Safe for use by many threads.
 */
final class Inventory {

    private static final Log LOG = LogFactory.getLog(Inventory.class);

    private final ConfigurableApplicationContext own;
    private final boolean strict;
    private final Supplier<Classification> classification;

    /** Those that have come, in that order. */
    private final Set<ConfigurableApplicationContext> contexts = new LinkedHashSet<>();

    /** Which servlets have been said to be unreadable. */
    private final Set<String> told = new HashSet<>();

    private Map<Served, Entry> known = Map.of();

    /** @param dispatcher one that serves it */
    private record Entry(Found found, Dispatcher dispatcher) {}

    /**
     * Of nothing, until contexts come.
     *
     * @param strict whether to fail where a mapping cannot be read when its context comes
     * @param classification asked for when the first has come
     */
    Inventory(ConfigurableApplicationContext own, boolean strict, Supplier<Classification> classification) {
        this.own = own;
        this.strict = strict;
        this.classification = SingletonSupplier.of(classification);
    }

    /**
     * A context has come.
     *
     * @return what it brings, as far as that is not found out later: handlers of its own, and those above it that a servlet of its serves;
     *     nothing if it is the application's own and has come before
     */
    synchronized List<Found> add(ConfigurableApplicationContext context) {
        if (context == own && contexts.contains(own)) {
            return List.of();
        }
        // One that is refreshed again has other beans than before.
        remove(context);
        contexts.add(context);
        Set<Served> before = known.keySet();
        known = read(strict);
        List<Found> brought = new ArrayList<>();
        known.forEach((served, entry) -> {
            if (entry.dispatcher().isJudged() && entry.dispatcher().serves(context) && !before.contains(served)) {
                brought.add(entry.found());
            }
        });
        brought.sort(RouteOrder.INSTANCE);
        return brought;
    }

    /** It has closed, or it was refused. What comes of it when it comes again is new. */
    synchronized void remove(ApplicationContext context) {
        contexts.removeIf(each -> each == context);
        Map<Served, Entry> left = new LinkedHashMap<>(known);
        left.values().removeIf(entry -> entry.dispatcher().isOf(context));
        known = left;
    }

    /**
     * What there is now; what there was last, once the application closes.
     *
     * @throws InvalidExemptionException if a handler that has come has a reason that cannot be meant
     */
    synchronized List<Found> current() {
        if (contexts.contains(own) && !own.isClosed()) {
            try {
                known = read(false);
            } catch (RuntimeException failure) {
                if (!own.isClosed()) {
                    throw failure;
                }
            }
        }
        return remembered();
    }

    /** What there was when somebody looked last. */
    synchronized List<Found> remembered() {
        return known.values().stream()
                .map(Entry::found)
                .sorted(RouteOrder.INSTANCE)
                .toList();
    }

    private Map<Served, Entry> read(boolean fails) {
        Map<Served, Entry> now = new LinkedHashMap<>();
        // Whoever else refuses a context says nothing of it here.
        for (Dispatcher dispatcher : Servlets.of(contexts.stream()
                .filter(ConfigurableApplicationContext::isActive)
                .toList())) {
            try {
                read(dispatcher, now);
            } catch (InvalidExemptionException invalid) {
                throw invalid;
            } catch (RuntimeException | LinkageError failure) {
                // Whatever an application does to its mappings and rules: to report them is not worth failing for.
                if (fails || own.isClosed()) {
                    throw failure;
                }
                if (told.add(dispatcher.name())) {
                    LOG.warn(
                            "The routes of " + dispatcher.contexts().get(0).getDisplayName() + " cannot be found out",
                            failure);
                }
            }
        }
        return now;
    }

    private void read(Dispatcher dispatcher, Map<Served, Entry> now) {
        String waitingFor = dispatcher.started() ? null : dispatcher.name();
        for (Mapped mapped : Mappings.of(dispatcher)) {
            for (Handler handler : HandlerWalk.through(mapped)) {
                for (String prefix : dispatcher.prefixes()) {
                    Served served = new Served(handler, new Servlet(dispatcher.servletContext(), prefix), waitingFor);
                    if (!now.containsKey(served)) {
                        now.put(served, new Entry(found(served), dispatcher));
                    }
                }
            }
        }
    }

    private Found found(Served served) {
        Entry before = known.get(served);
        return before == null ? classification.get().of(served) : before.found();
    }
}
