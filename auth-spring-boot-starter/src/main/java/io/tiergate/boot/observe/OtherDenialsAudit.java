package io.tiergate.boot.observe;

import io.tiergate.security.PermissionDecision;
import org.springframework.boot.actuate.security.AbstractAuthorizationAuditListener;
import org.springframework.boot.actuate.security.AuthorizationAuditListener;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authorization.event.AuthorizationEvent;

/**
 * Spring Boot's audit of what Spring Security denies, without that which Tiergate has denied: {@link DenialAudit} has
 * recorded that already, and knows more of it.
 */
final class OtherDenialsAudit extends AbstractAuthorizationAuditListener {

    private final AuthorizationAuditListener boot = new AuthorizationAuditListener();

    @Override
    public void setApplicationEventPublisher(ApplicationEventPublisher publisher) {
        super.setApplicationEventPublisher(publisher);
        boot.setApplicationEventPublisher(publisher);
    }

    @Override
    public void onApplicationEvent(AuthorizationEvent event) {
        if (!(event.getAuthorizationResult() instanceof PermissionDecision)) {
            boot.onApplicationEvent(event);
        }
    }
}
