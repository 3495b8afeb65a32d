package io.tiergate.decision;

import io.tiergate.Tenant;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a node keeps of one tenant. Those who decide read {@link #current} and nothing else; those who follow the store hold
 * the lock.
 */
final class TenantState {

    private final Tenant tenant;
    private final long tenantId;
    private final SeenRevisions seen;
    private final Contact contact;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Current current = Current.NOTHING;
    private volatile boolean dropped;

    // What follows is read and written under the lock.
    private final PermissionNumbers numbers = new PermissionNumbers();
    private @Nullable Current followed;

    TenantState(Tenant tenant, long tenantId, SeenRevisions seen, Contact contact) {
        this.tenant = tenant;
        this.tenantId = tenantId;
        this.seen = seen;
        this.contact = contact;
    }

    Tenant tenant() {
        return tenant;
    }

    /** The store's key. A tenant that is deleted and created again has another, and a state of its own. */
    long tenantId() {
        return tenantId;
    }

    ReentrantLock lock() {
        return lock;
    }

    /** What decisions may be made of now; {@link Current#NOTHING} while it is not the newest that this node knows of. */
    Current current() {
        return current;
    }

    PermissionNumbers numbers() {
        return numbers;
    }

    /** How far the store was followed, whether that may be used now or not. */
    @Nullable
    Current followed() {
        return followed;
    }

    /** Begins with that, which decisions may be made of once it is published. Before others know of this state. */
    void begin(Current first) {
        followed = first;
    }

    /** Lets decisions be made of it, unless something newer is known by now, or the store is not heard of any more. */
    void publish(Current next) {
        followed = next;
        current = next;
        // In this order: whoever suspends has noted why before.
        if (dropped || contact.isLost() || seen.isNewerThan(tenantId, next.revision())) {
            current = Current.NOTHING;
        }
    }

    /** Publishes what was followed last. */
    void publishAgain() {
        if (followed != null) {
            publish(followed);
        }
    }

    /** Makes what was followed right for a moment, if it is right for others only. */
    void moveTo(Instant now) {
        Snapshot snapshot = followed == null ? null : followed.snapshot();
        if (followed != null && snapshot != null && snapshot.at(now) != snapshot) {
            publish(Current.of(snapshot.at(now), followed.revision()));
        }
    }

    /** Lets no decision be made until the store was followed again. */
    void suspend() {
        current = Current.NOTHING;
    }

    /** Lets no decision be made any more: another state takes its place. */
    void drop() {
        dropped = true;
        current = Current.NOTHING;
    }

    boolean isDropped() {
        return dropped;
    }
}
