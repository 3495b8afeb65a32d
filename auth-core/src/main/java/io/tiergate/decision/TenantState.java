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
    private volatile boolean held;
    private volatile @Nullable Current followed;

    /** Held for a moment by whoever changes what is current; nothing is waited for under it. */
    private final Object changing = new Object();

    // Used under the lock.
    private final PermissionNumbers numbers = new PermissionNumbers();

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

    /** How far the store was followed, whether that may be used now or not; null once it is dropped. */
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
        synchronized (changing) {
            followed = dropped ? null : next;
            // Whoever suspends has noted why before: either that is seen here, or the suspension comes after this.
            boolean usable = !dropped && !held && !contact.isLost() && !seen.isNewerThan(tenantId, next.revision());
            current = usable ? next : Current.NOTHING;
        }
    }

    /** Publishes what was followed last. */
    void publishAgain() {
        Current last = followed;
        if (last != null) {
            publish(last);
        }
    }

    /** Makes what was followed right for a moment, if it is right for others only. */
    void moveTo(Instant now) {
        Current last = followed;
        Snapshot snapshot = last == null ? null : last.snapshot();
        if (last != null && snapshot != null && !snapshot.window().contains(Window.micros(now))) {
            publish(Current.of(snapshot.at(now), last.revision()));
        }
    }

    /** Lets no decision be made until the store was followed again. */
    void suspend() {
        synchronized (changing) {
            current = Current.NOTHING;
        }
    }

    /** Lets no decision be made, whatever is followed, until it is {@link #release released}. */
    void hold() {
        synchronized (changing) {
            held = true;
            current = Current.NOTHING;
        }
    }

    /** Lets decisions be made again, as soon as the store was followed. */
    void release() {
        synchronized (changing) {
            held = false;
        }
    }

    boolean isHeld() {
        return held;
    }

    /** Lets no decision be made any more: another state takes its place. Entries that are left keep no definitions by it. */
    void drop() {
        synchronized (changing) {
            dropped = true;
            followed = null;
            current = Current.NOTHING;
        }
    }

    boolean isDropped() {
        return dropped;
    }
}
