package io.tiergate.admin;

import io.tiergate.DecisionPoint;
import io.tiergate.Subject;
import io.tiergate.Tenant;
import io.tiergate.change.Author;
import io.tiergate.store.Store;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where, by whom and why an administration service works. */
record Scope(
        Store store,
        DecisionPoint decisions,
        Clock clock,
        Supplier<? extends @Nullable Subject> actor,
        Tenant tenant,
        @Nullable String reason) {

    Scope {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(decisions, "decisions");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(tenant, "tenant");
    }

    /** Runs one operation: all of it or nothing, with its entries in the change log. */
    <T> T edit(Function<Edit, T> operation) {
        return store.write(() -> {
            Edit edit = new Edit(store, Look.at(store, tenant), author());
            T result = operation.apply(edit);
            edit.writeLog();
            return result;
        });
    }

    <T> T look(Function<Look, T> operation) {
        return store.read(() -> operation.apply(Look.at(store, tenant)));
    }

    Author author() {
        return new Author(actor.get(), clock.instant().truncatedTo(ChronoUnit.MICROS), reason);
    }
}
