package io.tiergate.boot.routes;

import io.tiergate.boot.catalogue.SecurityExpression;
import io.tiergate.boot.catalogue.SecurityExpressions;
import io.tiergate.boot.routes.Guard.Need;
import io.tiergate.boot.routes.Handler.MethodTarget;
import io.tiergate.boot.routes.Route.Guarding;
import io.tiergate.boot.web.UrlRule;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ExpressionAuthorizationDecision;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Asks the rules for URLs about requests that nobody has sent: one of somebody who has signed in and may nothing, and one
 * of nobody. A handler is guarded by them if both are turned away, by every method and at every URL that was tried.
 */
final class UrlRules {

    /** What a handler without a method of its own answers to. */
    static final List<String> ALL_METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /** Also that of a functional route whose predicates tell nothing of URLs. */
    private static final String ANY_URL = "/**";

    /** What is said of one that does not say what it wants. */
    private static final String A_RULE = "URL rule";

    private final List<SecurityFilterChain> chains;
    private final SecurityExpressions expressions;

    UrlRules(List<SecurityFilterChain> chains, SecurityExpressions expressions) {
        this.chains = chains;
        this.expressions = expressions;
    }

    /**
     * What was found.
     *
     * @param openTo who gets through; null if nobody does that nothing is granted to
     * @param rules what turned them away, as text
     * @param ours rules of ours that were asked
     * @param permissions what these ask for, and expressions
     * @param notes what else there is to say
     */
    record Finding(
            @Nullable OpenTo openTo,
            Set<String> rules,
            Map<String, UrlRule> ours,
            Set<String> permissions,
            List<String> notes) {

        /** Of a handler that cannot be asked about. */
        static Finding notKnown(String note) {
            return new Finding(OpenTo.NOT_KNOWN, Set.of(), Map.of(), Set.of(), List.of(note));
        }

        Guard guard() {
            String text = String.join(", ", rules);
            return new Guard(
                    Guarding.URL_RULE, text.equals(A_RULE) ? text : text + " (" + A_RULE + ")", permissions, need());
        }

        /** Where several rules were asked, how they go together is in the code of the application. */
        private @Nullable Need need() {
            return rules.equals(ours.keySet()) && ours.size() == 1
                    ? Need.of(ours.values().iterator().next().requirement())
                    : null;
        }
    }

    /** Who gets through, those first who are most. */
    enum OpenTo {
        ALL("open to all"),
        SIGNED_IN("open to all who have signed in"),
        NOT_KNOWN("not known");

        private final String text;

        OpenTo(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What is found of a handler where one servlet serves it. */
    Finding about(Served served) {
        Handler handler = served.handler();
        Set<String> urls = new LinkedHashSet<>();
        List<String> notes = new ArrayList<>();
        boolean unknown = false;
        for (String pattern : handler.patterns()) {
            Set<String> samples = SampleUrls.of(pattern);
            if (samples.isEmpty()) {
                unknown = true;
                notes.add("no URL could be made up for " + pattern);
            }
            urls.addAll(samples);
        }
        Answers answers = new Answers();
        Set<String> throughBy = new LinkedHashSet<>();
        OpenTo openTo = unknown ? OpenTo.NOT_KNOWN : null;
        List<String> methods = methods(handler);
        for (String method : methods) {
            for (String url : urls) {
                OpenTo found = ask(new ProbeRequest(method, served.servlet(), url, handler), answers, notes);
                if (found != null) {
                    throughBy.add(method);
                    openTo = openTo == null || found.compareTo(openTo) < 0 ? found : openTo;
                }
            }
        }
        if (openTo == null && handler.patterns().contains(ANY_URL)) {
            openTo = OpenTo.NOT_KNOWN;
            notes.add("it takes any URL, of which a few were tried");
        }
        if (openTo != null && openTo != OpenTo.NOT_KNOWN && throughBy.size() < methods.size()) {
            notes.add("by " + String.join(", ", throughBy));
        }
        return new Finding(
                openTo,
                answers.rules,
                answers.ours,
                answers.permissions,
                notes.stream().distinct().toList());
    }

    /** The rules of ours for a handler that something else guards already. One request tells. */
    List<Guard> ofOursAbout(Served served) {
        Handler handler = served.handler();
        List<String> urls = handler.patterns().stream()
                .flatMap(pattern -> SampleUrls.of(pattern).stream())
                .limit(1)
                .toList();
        if (urls.isEmpty()) {
            return List.of();
        }
        ProbeRequest request = new ProbeRequest(methods(handler).get(0), served.servlet(), urls.get(0), handler);
        Probe probe = new Probe();
        Refusal refusal;
        try {
            ServletRequestPathUtils.parseAndCache(request);
            refusal = refusal(filters(request), request, probe.signedIn());
        } catch (RuntimeException unknown) {
            // A rule of the application that takes no such request. The handler is guarded without it.
            return List.of();
        }
        Answers answers = new Answers();
        answers.add(probe, refusal == null || refusal.permissions().isEmpty() ? null : refusal);
        return answers.rules.isEmpty()
                ? List.of()
                : List.of(new Finding(null, answers.rules, answers.ours, answers.permissions, List.of()).guard());
    }

    private static List<String> methods(Handler handler) {
        if (handler.methods().isEmpty()) {
            List<String> all = new ArrayList<>(ALL_METHODS);
            // Else Spring MVC answers it in the place of the handler.
            if (!(handler.target() instanceof MethodTarget target && target.isMapped())) {
                all.add(HttpMethod.OPTIONS.name());
            }
            return all;
        }
        List<String> methods = new ArrayList<>(handler.methods());
        // Spring MVC lets what answers GET answer HEAD.
        if (methods.contains(HttpMethod.GET.name()) && !methods.contains(HttpMethod.HEAD.name())) {
            methods.add(HttpMethod.HEAD.name());
        }
        return methods;
    }

    /** What rules have said, to several requests. */
    private static final class Answers {

        final Set<String> rules = new LinkedHashSet<>();
        final Map<String, UrlRule> ours = new LinkedHashMap<>();
        final Set<String> permissions = new LinkedHashSet<>();

        void add(Probe probe, @Nullable Refusal refusal) {
            ours.putAll(probe.rules());
            probe.rules().values().forEach(rule -> permissions.addAll(rule.permissions()));
            if (!probe.rules().isEmpty()) {
                rules.add(String.join(" and ", probe.rules().keySet()));
            } else if (refusal != null) {
                rules.add(refusal.text());
            }
            if (refusal != null) {
                permissions.addAll(refusal.permissions());
            }
        }
    }

    private @Nullable OpenTo ask(ProbeRequest request, Answers answers, List<String> notes) {
        try {
            ServletRequestPathUtils.parseAndCache(request);
            List<Filter> filters = filters(request);
            Probe probe = new Probe();
            Refusal refusal = refusal(filters, request, probe.signedIn());
            if (refusal(filters, request, new Probe().anonymous()) == null) {
                return OpenTo.ALL;
            }
            if (refusal == null) {
                return OpenTo.SIGNED_IN;
            }
            answers.add(probe, refusal);
            return null;
        } catch (RuntimeException | LinkageError | AssertionError failure) {
            notes.add("a rule of the application could not be asked ("
                    + failure.getClass().getSimpleName() + ")");
            return OpenTo.NOT_KNOWN;
        }
    }

    private List<Filter> filters(HttpServletRequest request) {
        for (SecurityFilterChain chain : chains) {
            if (chain.matches(request)) {
                return chain.getFilters();
            }
        }
        return List.of();
    }

    /**
     * What turned somebody away.
     *
     * @param permissions what it asks for, as far as that is written there
     */
    private record Refusal(String text, Set<String> permissions) {}

    /** @return null if all let the request through */
    private @Nullable Refusal refusal(List<Filter> filters, HttpServletRequest request, Authentication authentication) {
        for (Filter filter : filters) {
            if (filter instanceof AuthorizationFilter rules) {
                Refusal refusal = refusal(
                        rules.getAuthorizationManager().authorize(() -> authentication, request), authentication);
                if (refusal != null) {
                    return refusal;
                }
            }
        }
        return null;
    }

    private @Nullable Refusal refusal(@Nullable AuthorizationResult result, Authentication authentication) {
        if (result instanceof ExpressionAuthorizationDecision decision) {
            SecurityExpression expression = expressions.read(decision.getExpression());
            if (!expression.permissions().isEmpty()) {
                // Who holds a permission today may not hold it tomorrow.
                return isLetIn(expression, authentication) ? null : new Refusal(text(result), expression.permissions());
            }
        }
        return result == null || result.isGranted() ? null : new Refusal(text(result), Set.of());
    }

    private static boolean isLetIn(SecurityExpression expression, Authentication authentication) {
        return switch (expression.admits()) {
            case ALL -> true;
            case SIGNED_IN -> !(authentication instanceof AnonymousAuthenticationToken);
            case SOME -> false;
        };
    }

    private static String text(AuthorizationResult result) {
        if (result instanceof AuthorityAuthorizationDecision decision) {
            return decision.getAuthorities().stream()
                    .map(GrantedAuthority::getAuthority)
                    .sorted()
                    .collect(Collectors.joining(" or ", "authority ", ""));
        }
        if (result instanceof ExpressionAuthorizationDecision decision) {
            return decision.getExpression().getExpressionString();
        }
        return A_RULE;
    }
}
