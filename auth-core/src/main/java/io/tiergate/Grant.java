package io.tiergate;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one relation of the model: a holder is allowed or denied what, where, when. It is the same grant as another if all
 * of these are equal; the reason does not count.
 *
 * @param holder who holds it: a named subject or a group
 * @param what a permission, a wildcard or a bundle
 * @param resource where: on this resource and all below it, wherever these are moved, or null for everywhere
 * @param effect allowed or denied
 * @param validity when it holds
 * @param reason why it was given, at most 1,000 characters, or null
 */
public record Grant(
        Holder holder,
        What what,
        @Nullable Resource resource,
        Effect effect,
        Validity validity,
        @Nullable String reason) {

    /** The greatest length of a reason, in UTF-16 units. */
    public static final int MAX_REASON = 1_000;

    /** @throws IllegalArgumentException if the holder is the anonymous subject, or the reason too long */
    public Grant {
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(validity, "validity");
        if (holder instanceof Subject subject && subject.isAnonymous()) {
            throw new IllegalArgumentException(
                    "The anonymous subject cannot hold a grant of " + what + ". Grant it to Group.EVERYONE.");
        }
        if (reason != null) {
            reason = Names.freeText("reason", reason, MAX_REASON);
        }
    }

    /** Everywhere. */
    public Grant(Holder holder, What what, Effect effect, Validity validity, @Nullable String reason) {
        this(holder, what, null, effect, validity, reason);
    }

    /**
     * Everywhere, always.
     *
     * @param permission a permission name or a wildcard
     * @throws InvalidNameException if it is neither
     */
    public static Grant allow(Holder holder, String permission) {
        return allow(holder, What.permission(permission));
    }

    /** Everywhere, always. */
    public static Grant allow(Holder holder, What what) {
        return new Grant(holder, what, Effect.ALLOW, Validity.ALWAYS, null);
    }

    /**
     * Everywhere, always.
     *
     * @param permission a permission name or a wildcard
     * @throws InvalidNameException if it is neither
     */
    public static Grant deny(Holder holder, String permission) {
        return deny(holder, What.permission(permission));
    }

    /** Everywhere, always. */
    public static Grant deny(Holder holder, What what) {
        return new Grant(holder, what, Effect.DENY, Validity.ALWAYS, null);
    }

    /** The same grant on this resource and all below it, and nowhere else. */
    public Grant on(Resource resource) {
        return new Grant(holder, what, Objects.requireNonNull(resource, "resource"), effect, validity, reason);
    }

    /** The same grant, valid from then on. */
    public Grant from(Instant from) {
        return valid(new Validity(Objects.requireNonNull(from, "from"), validity.until()));
    }

    /** The same grant, valid until then. */
    public Grant until(Instant until) {
        return valid(new Validity(validity.from(), Objects.requireNonNull(until, "until")));
    }

    public Grant valid(Validity validity) {
        return new Grant(holder, what, resource, effect, validity, reason);
    }

    /** The same grant, with a reason. */
    public Grant because(String reason) {
        return new Grant(holder, what, resource, effect, validity, reason);
    }

    @Override
    public String toString() {
        return effect + " " + what + (resource == null ? "" : " on " + resource) + " to " + holder
                + (validity.equals(Validity.ALWAYS) ? "" : " " + validity);
    }
}
