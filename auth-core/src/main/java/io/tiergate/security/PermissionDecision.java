package io.tiergate.security;

import io.tiergate.Decision;
import io.tiergate.Revision;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;

/**
 * What Spring Security sees of a {@link Decision}: the permission that decided, and why. Where several permissions were
 * needed and some are denied, it is about the first of these.
 */
public final class PermissionDecision extends AuthorizationDecision {

    private static final long serialVersionUID = 1L;

    private final String permission;
    private final @Nullable String resource;
    // In parts, since results of Spring Security are serializable and a Decision is not.
    private final Decision.Code code;
    private final long tenantRevision;
    private final long sharedRevision;
    private final transient @Nullable Decision decision;
    // Says nothing about the decision, only who has heard of it.
    private transient volatile boolean told;

    PermissionDecision(String permission, Decision decision) {
        this(permission, null, decision);
    }

    PermissionDecision(String permission, @Nullable String resource, Decision decision) {
        super(decision.allowed());
        this.permission = permission;
        this.resource = resource;
        this.code = decision.code();
        this.tenantRevision = decision.revision().tenant();
        this.sharedRevision = decision.revision().shared();
        this.decision = decision;
    }

    /** The permission that was asked about. */
    public String permission() {
        return permission;
    }

    /** The resource that was asked about, as {@code type:id}; null for everywhere. */
    public @Nullable String resource() {
        return resource;
    }

    /** Why it is allowed or not. */
    public Decision decision() {
        Decision known = decision;
        return known == null ? new Decision(code, new Revision(tenantRevision, sharedRevision)) : known;
    }

    boolean isOf(Decision other) {
        return decision == other;
    }

    /** Whether listeners have heard that somebody was turned away by it. */
    boolean isTold() {
        return told;
    }

    void told() {
        told = true;
    }

    @Override
    public String toString() {
        return "PermissionDecision [permission=" + permission + (resource == null ? "" : ", resource=" + resource)
                + ", code=" + code + "]";
    }
}
