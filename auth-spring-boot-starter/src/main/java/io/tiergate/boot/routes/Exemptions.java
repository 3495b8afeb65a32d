package io.tiergate.boot.routes;

import io.tiergate.boot.routes.Handler.EndpointTarget;
import io.tiergate.boot.routes.Handler.MethodTarget;
import io.tiergate.boot.routes.Handler.Target;
import io.tiergate.security.RequiresPermission;
import io.tiergate.security.Unguarded;
import java.lang.reflect.AnnotatedElement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.web.util.pattern.PatternParseException;

/** Reasons why nothing need guard a handler: at the handler, or by the pattern of its URLs in the properties. */
final class Exemptions {

    /** What Spring Boot calls its page of links. */
    private static final String LINKS = "Actuator root web endpoint";

    private static final String PROPERTY = "tiergate.routes.exempt";

    private final Map<ExemptPattern, String> byPattern = new LinkedHashMap<>();

    /** @throws InvalidExemptionException if a pattern or its reason cannot be meant */
    Exemptions(Map<String, String> byPattern) {
        byPattern.forEach((pattern, reason) -> {
            String place = "The property " + PROPERTY + "[" + pattern + "]";
            if (!pattern.startsWith("/")) {
                throw new InvalidExemptionException(
                        place + " names no pattern of URLs.",
                        "Let it begin with a slash, in brackets: " + PROPERTY
                                + "[/legacy/**]=who is let in there, and why.");
            }
            if (reason.isBlank()) {
                throw new InvalidExemptionException(
                        place + " gives no reason.", "Say why nothing need guard these URLs.");
            }
            try {
                this.byPattern.put(ExemptPattern.parse(pattern), reason);
            } catch (PatternParseException unreadable) {
                throw new InvalidExemptionException(
                        place + " is no pattern of URLs: " + unreadable.getMessage(), "Correct the pattern.");
            }
        });
    }

    /**
     * Why nothing need guard it.
     *
     * @return null if no reason is given
     * @throws InvalidExemptionException if one is given that cannot be meant
     */
    @Nullable
    String reason(Served served) {
        String reason = reason(served.handler().target());
        return reason == null ? byPattern(served.patterns()) : reason;
    }

    private static @Nullable String reason(Target target) {
        if (target instanceof MethodTarget method) {
            return reason(method);
        }
        if (target instanceof EndpointTarget endpoint) {
            return ofActuator(endpoint);
        }
        Object reason = target.attributes().get(Routes.UNGUARDED_ATTRIBUTE);
        return reason == null ? null : requireReason(reason.toString(), target.toString());
    }

    private static @Nullable String reason(MethodTarget target) {
        MergedAnnotations onMethod = MergedAnnotations.from(target.method(), SearchStrategy.TYPE_HIERARCHY);
        MergedAnnotation<Unguarded> unguarded = onMethod.get(Unguarded.class);
        if (unguarded.isPresent() && onMethod.isPresent(RequiresPermission.class)) {
            throw new InvalidExemptionException(
                    target + " has both @Unguarded and @RequiresPermission.",
                    "Keep one of them. @Unguarded opens nothing that something else guards.");
        }
        AnnotatedElement place = target.method();
        if (!unguarded.isPresent()) {
            place = target.type();
            unguarded =
                    MergedAnnotations.from(place, SearchStrategy.TYPE_HIERARCHY).get(Unguarded.class);
        }
        return unguarded.isPresent()
                ? requireReason(
                        unguarded.getString(MergedAnnotation.VALUE),
                        place == target.type() ? target.type().getName() : target.toString())
                : null;
    }

    private static String requireReason(String reason, String place) {
        if (reason.isBlank()) {
            throw new InvalidExemptionException(
                    "@Unguarded on " + place + " gives no reason.",
                    "Say why nothing need guard it, for example @Unguarded(\"whoever signs in holds nothing yet\").");
        }
        return reason;
    }

    /** What must be open for those who watch the application, and gives nothing away. */
    private static @Nullable String ofActuator(EndpointTarget endpoint) {
        if (endpoint.name().contains("'health'") || endpoint.name().contains("'health-path'")) {
            return "for probes; without details, unless the application says otherwise";
        }
        return endpoint.name().equals(LINKS) ? "lists the endpoints that are exposed" : null;
    }

    /** All URLs of the handler must be covered. */
    private @Nullable String byPattern(Set<String> patterns) {
        String reason = null;
        for (String pattern : patterns) {
            reason = byPattern(pattern);
            if (reason == null) {
                return null;
            }
        }
        return reason;
    }

    private @Nullable String byPattern(String pattern) {
        for (Map.Entry<ExemptPattern, String> exempt : byPattern.entrySet()) {
            if (exempt.getKey().covers(pattern)) {
                return exempt.getValue();
            }
        }
        return null;
    }
}
