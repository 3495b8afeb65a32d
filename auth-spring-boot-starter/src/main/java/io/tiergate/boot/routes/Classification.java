package io.tiergate.boot.routes;

import io.tiergate.boot.routes.Handler.FunctionTarget;
import io.tiergate.boot.routes.Handler.LookupTarget;
import io.tiergate.boot.routes.Handler.MethodTarget;
import io.tiergate.boot.routes.Handler.Target;
import io.tiergate.boot.routes.Handler.UnknownTarget;
import io.tiergate.boot.routes.Route.Guarding;
import io.tiergate.boot.routes.UrlRules.Finding;
import io.tiergate.boot.routes.UrlRules.OpenTo;
import io.tiergate.security.PermissionGuard;
import io.tiergate.security.PermissionGuards;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.method.HandleAuthorizationDenied;
import org.springframework.security.core.annotation.SecurityAnnotationScanners;

/** Says of each handler what guards it. */
final class Classification {

    private static final Finding CANNOT_BE_LISTED = Finding.notKnown("its handlers cannot be listed");

    /** What these do is undone by not telling it. */
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final PermissionGuards permissions;
    private final MethodSecurity methodSecurity;
    private final UrlRules rules;
    private final Exemptions exemptions;

    Classification(PermissionGuards permissions, MethodSecurity methodSecurity, UrlRules rules, Exemptions exemptions) {
        this.permissions = permissions;
        this.methodSecurity = methodSecurity;
        this.rules = rules;
        this.exemptions = exemptions;
    }

    /**
     * A route with what guards it.
     *
     * @param guards all of it; empty if nothing does
     */
    record Found(Route route, List<Guard> guards) {}

    /**
     * What guards it. Where that cannot be found out, nothing is taken to.
     *
     * @throws InvalidExemptionException if a reason why nothing need guard it cannot be meant
     */
    Found of(Served served) {
        String reason = exemptions.reason(served);
        try {
            return of(served, reason);
        } catch (RuntimeException | LinkageError failure) {
            return open(served, OpenTo.NOT_KNOWN, reason, List.of("what guards it cannot be read: " + failure));
        }
    }

    private Found of(Served served, @Nullable String reason) {
        Handler handler = served.handler();
        List<String> notes = new ArrayList<>();
        List<Guard> guards = new ArrayList<>(guards(handler, notes));
        if (!guards.isEmpty()) {
            guards.addAll(rules.ofOursAbout(served));
            return guarded(served, guards, notes);
        }
        Finding finding = handler.target() instanceof UnknownTarget ? CANNOT_BE_LISTED : rules.about(served);
        if (finding.openTo() == null) {
            return guarded(served, List.of(finding.guard()), notes);
        }
        notes.addAll(finding.notes());
        return open(served, finding.openTo(), reason, notes);
    }

    private static Found open(Served served, OpenTo openTo, @Nullable String reason, List<String> notes) {
        return new Found(
                reason == null
                        ? route(served, Guarding.NOTHING, openTo.toString(), Set.of(), null, notes)
                        : route(served, Guarding.EXEMPT, "exempt: " + reason, Set.of(), reason, notes),
                List.of());
    }

    private static Found guarded(Served served, List<Guard> guards, List<String> notes) {
        Set<String> names = new LinkedHashSet<>();
        guards.forEach(guard -> names.addAll(guard.permissions()));
        return new Found(
                route(
                        served,
                        guards.get(0).kind(),
                        guards.stream().map(Guard::text).distinct().collect(Collectors.joining(" and ")),
                        names,
                        null,
                        notes),
                guards);
    }

    private List<Guard> guards(Handler handler, List<String> notes) {
        Target target = handler.target();
        if (target instanceof MethodTarget method) {
            List<Guard> guards = new ArrayList<>();
            PermissionGuard required = permissions.guardOf(method.method(), method.type());
            if (required != null && isEnforced(required, method)) {
                guards.add(guard(required));
            } else if (required != null) {
                notes.add("@RequiresPermission(" + required + ") is not enforced: no proxy is around the bean");
            }
            guards.addAll(ControllerGuards.of(method, handler.methods()));
            MethodSecurity.Finding finding = methodSecurity.about(method);
            guards.addAll(finding.guards());
            notes.addAll(finding.notes());
            if (!guards.isEmpty() || onlyReads(handler.methods())) {
                guards.addAll(finding.after());
            } else {
                finding.after().forEach(guard -> notes.add(guard.text() + " asks when the work is done"));
            }
            return guards;
        }
        if (target instanceof FunctionTarget function) {
            return FunctionGuards.of(function.function());
        }
        if (target instanceof LookupTarget lookup) {
            return FunctionGuards.of(lookup.rules());
        }
        return target instanceof UnknownTarget unknown ? FunctionGuards.of(unknown.rules()) : List.of();
    }

    /** Without a proxy by the interceptor alone, which asks neither about arguments nor where denials are answered in place. */
    private static boolean isEnforced(PermissionGuard required, MethodTarget target) {
        return target.advised()
                || (target.isMapped()
                        && !required.needsArguments()
                        && SecurityAnnotationScanners.requireUnique(HandleAuthorizationDenied.class)
                                        .scan(target.method(), target.type())
                                == null);
    }

    /** @param methods empty for all */
    private static boolean onlyReads(Set<String> methods) {
        return !methods.isEmpty() && READING.containsAll(methods);
    }

    private static Guard guard(PermissionGuard required) {
        return new Guard(
                Guarding.PERMISSION,
                required.toString(),
                required.permissions(),
                required.needsArguments() ? null : required::isMetBy);
    }

    private static Route route(
            Served served,
            Guarding guarding,
            String guard,
            Set<String> permissions,
            @Nullable String reason,
            List<String> notes) {
        Handler handler = served.handler();
        List<String> all = new ArrayList<>(notes);
        all.addAll(served.notes());
        return new Route(
                handler.methods(),
                served.patterns(),
                handler.conditions(),
                handler.target().toString(),
                guarding,
                guard,
                permissions,
                reason,
                all);
    }
}
