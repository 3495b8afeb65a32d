package io.tiergate.boot.observe;

import io.tiergate.Decision;
import io.tiergate.security.Access;
import io.tiergate.security.AccessListener;
import io.tiergate.security.PermissionDecision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.Authentication;

/** Publishes an audit event whenever somebody was turned away. */
final class DenialAudit implements AccessListener {

    static final String TYPE = "TIERGATE_DENIED";

    private final Supplier<Access> access;
    private final ApplicationEventPublisher events;

    /** @param access asked for at each denial, since it is made after those whom it tells */
    DenialAudit(Supplier<Access> access, ApplicationEventPublisher events) {
        this.access = access;
        this.events = events;
    }

    @Override
    public void decided(String permission, Decision decision) {
        // Of what is asked for an "if" there is no record.
    }

    @Override
    public void denied(PermissionDecision result, @Nullable Authentication authentication) {
        Access theirs = access.get().of(authentication);
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("permission", result.permission());
        data.put("reason", result.decision().code().name());
        data.put("tenant", theirs.tenant().key());
        if (result.resource() != null) {
            data.put("resource", result.resource());
        }
        // As Spring Boot has it in its own event: where the request came from.
        if (authentication != null && authentication.getDetails() != null) {
            data.put("details", authentication.getDetails());
        }
        events.publishEvent(new AuditApplicationEvent(theirs.subject().toString(), TYPE, data));
    }
}
