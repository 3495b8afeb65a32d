package io.tiergate.boot.observe;

import io.tiergate.boot.expression.ExpressionDenials;
import io.tiergate.security.Access;
import io.tiergate.security.PermissionDecision;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.security.AbstractAuthorizationAuditListener;
import org.springframework.boot.actuate.security.AuthorizationAuditListener;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authorization.event.AuthorizationEvent;

/**
 * Spring Boot's audit of what Spring Security denies, without that which Tiergate has denied: {@link DenialAudit}
 * records that, and knows more of it.
 */
final class OtherDenialsAudit extends AbstractAuthorizationAuditListener {

    private final AuthorizationAuditListener boot = new AuthorizationAuditListener();
    private final Supplier<@Nullable Access> access;
    private final Supplier<@Nullable ExpressionDenials> expressions;

    /** Both give null where there is none. */
    OtherDenialsAudit(Supplier<@Nullable Access> access, Supplier<@Nullable ExpressionDenials> expressions) {
        this.access = access;
        this.expressions = expressions;
    }

    @Override
    public void setApplicationEventPublisher(ApplicationEventPublisher publisher) {
        super.setApplicationEventPublisher(publisher);
        boot.setApplicationEventPublisher(publisher);
    }

    @Override
    public void onApplicationEvent(AuthorizationEvent event) {
        if (!isOurs(event)) {
            boot.onApplicationEvent(event);
        }
    }

    private boolean isOurs(AuthorizationEvent event) {
        if (event.getAuthorizationResult() instanceof PermissionDecision) {
            return true;
        }
        Access asking = access.get();
        ExpressionDenials reading = expressions.get();
        return asking != null
                && reading != null
                && reading.in(
                                event.getAuthorizationResult(),
                                asking.of(event.getAuthentication().get()))
                        != null;
    }
}
