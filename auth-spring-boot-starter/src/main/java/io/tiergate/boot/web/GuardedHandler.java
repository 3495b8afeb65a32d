package io.tiergate.boot.web;

import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** A handler of a functional endpoint that a rule guards. Made by {@link UrlRule#guard} and {@link UrlRule#guardAll}. */
public final class GuardedHandler<T extends ServerResponse> implements HandlerFunction<T> {

    private final UrlRule rule;
    private final HandlerFunction<T> handler;

    GuardedHandler(UrlRule rule, HandlerFunction<T> handler) {
        this.rule = rule;
        this.handler = handler;
    }

    /**
     * Calls the handler if the rule holds.
     *
     * @throws org.springframework.security.authorization.AuthorizationDeniedException if it does not; its result is a
     *     {@link io.tiergate.security.PermissionDecision}
     */
    @Override
    public T handle(ServerRequest request) throws Exception {
        rule.require(request.pathVariables());
        return handler.handle(request);
    }

    /** What is called; perhaps guarded by another rule besides. */
    public HandlerFunction<T> handler() {
        return handler;
    }

    /** What guards it. */
    public UrlRule rule() {
        return rule;
    }

    /** What the rule requires, for people: {@code any(p4, all(p1, p2))}. */
    @Override
    public String toString() {
        return rule.toString();
    }
}
