package io.tiergate.security;

import io.tiergate.Decision;
import io.tiergate.Revision;
import org.springframework.security.authorization.AuthorizationDecision;

/**
 * What Spring Security sees of a {@link Decision}: the permission that decided, and why. Where several permissions were
 * needed and some are denied, it is about the first of these.
 */
public final class PermissionDecision extends AuthorizationDecision {

    private static final long serialVersionUID = 1L;

    private final String permission;
    // In parts, since results of Spring Security are serializable and a Decision is not.
    private final Decision.Code code;
    private final long tenantRevision;
    private final long sharedRevision;

    PermissionDecision(String permission, Decision decision) {
        super(decision.allowed());
        this.permission = permission;
        this.code = decision.code();
        this.tenantRevision = decision.revision().tenant();
        this.sharedRevision = decision.revision().shared();
    }

    /** The permission that was asked about. */
    public String permission() {
        return permission;
    }

    /** Why it is allowed or not. */
    public Decision decision() {
        return new Decision(code, new Revision(tenantRevision, sharedRevision));
    }

    @Override
    public String toString() {
        return "PermissionDecision [permission=" + permission + ", code=" + code + "]";
    }
}
