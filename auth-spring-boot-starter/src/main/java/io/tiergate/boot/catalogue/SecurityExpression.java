package io.tiergate.boot.catalogue;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.BooleanLiteral;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.NullLiteral;
import org.springframework.expression.spel.ast.OpAnd;
import org.springframework.expression.spel.ast.OpOr;
import org.springframework.expression.spel.ast.OperatorNot;
import org.springframework.expression.spel.ast.PropertyOrFieldReference;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.ast.VariableReference;

/** What can be read in an expression of {@code @PreAuthorize} and the like without asking it, by {@link SecurityExpressions}. Immutable. */
public final class SecurityExpression {

    /** Who gets through. */
    public enum Admits {
        /** Everybody. */
        ALL,
        /** Whoever has signed in. */
        SIGNED_IN,
        /** Some, by what the expression asks. */
        SOME
    }

    static final SecurityExpression UNREADABLE = new SecurityExpression(Admits.SOME, Set.of(), Set.of(), false);

    /** Of {@link io.tiergate.security.Access}: what it takes is a permission. */
    private static final Set<String> QUESTIONS = Set.of("has", "check", "require");

    private static final Set<String> OWN_VARIABLES = Set.of("#root", "#this");

    private final Admits admits;
    private final Set<String> permissions;
    private final Set<String> onResources;

    private final boolean onlyPermissions;

    private SecurityExpression(
            Admits admits, Set<String> permissions, Set<String> onResources, boolean onlyPermissions) {
        this.admits = admits;
        this.onlyPermissions = onlyPermissions;
        this.permissions = Collections.unmodifiableSet(permissions);
        this.onResources = Collections.unmodifiableSet(onResources);
    }

    static SecurityExpression of(SpelNode root, SecurityExpressions application) {
        Set<String> permissions = new LinkedHashSet<>();
        Set<String> onResources = new LinkedHashSet<>();
        collect(root, application, permissions, onResources);
        return new SecurityExpression(admits(root), permissions, onResources, asksOnlyPermissions(root, application));
    }

    public Admits admits() {
        return admits;
    }

    /**
     * The names that Tiergate is asked about everywhere, as in {@code hasPermission(null, 'p')} and {@code @access.has('p')},
     * in order.
     */
    public Set<String> permissions() {
        return permissions;
    }

    /** Those that it is asked about on a resource, as in {@code hasPermission(#document, 'p')}, in order. */
    public Set<String> permissionsOnResources() {
        return onResources;
    }

    /** Whether it holds for all who hold all of {@link #permissions}, and for nobody else. */
    public boolean asksOnlyPermissions() {
        return onlyPermissions;
    }

    private static boolean asksOnlyPermissions(SpelNode node, SecurityExpressions application) {
        return node instanceof OpAnd
                ? asksOnlyPermissions(node.getChild(0), application)
                        && asksOnlyPermissions(node.getChild(1), application)
                : isHasPermission(node, application) && node.getChild(1) instanceof StringLiteral;
    }

    private static boolean isHasPermission(SpelNode node, SecurityExpressions application) {
        return node instanceof MethodReference method
                && method.getName().equals("hasPermission")
                && method.getChildCount() == 2
                && method.getChild(0) instanceof NullLiteral
                && application.answersHasPermission();
    }

    private static Admits admits(SpelNode node) {
        if (node instanceof OpOr) {
            return least(node, false);
        }
        if (node instanceof OpAnd) {
            return least(node, true);
        }
        if (node instanceof BooleanLiteral literal) {
            return Boolean.TRUE.equals(literal.getLiteralValue().getValue()) ? Admits.ALL : Admits.SOME;
        }
        if (node instanceof OperatorNot) {
            return asks(node.getChild(0)) ? Admits.SOME : Admits.SIGNED_IN;
        }
        return switch (word(node)) {
            case "permitall", "anonymous" -> Admits.ALL;
            case "denyall" -> Admits.SOME;
            default -> asks(node) ? Admits.SOME : Admits.SIGNED_IN;
        };
    }

    /**
     * Whether something in it is a question that not everybody need answer alike: for an authority or a permission, to a bean,
     * about an argument. Whatever else there is may be one, and counts as none: a guard that is none is worse than one more
     * that is looked at.
     */
    private static boolean asks(SpelNode node) {
        if (node instanceof BeanReference
                || (node instanceof MethodReference method
                        && method.getName().startsWith("has")
                        && method.getChildCount() > 0)
                || (node instanceof VariableReference && !OWN_VARIABLES.contains(node.toStringAST()))) {
            return true;
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            if (asks(node.getChild(i))) {
                return true;
            }
        }
        return false;
    }

    /** The first that lets more through, or with all that must hold the last. */
    private static Admits least(SpelNode node, boolean all) {
        Admits found = admits(node.getChild(0));
        for (int i = 1; i < node.getChildCount(); i++) {
            Admits next = admits(node.getChild(i));
            found = all == next.compareTo(found) > 0 ? next : found;
        }
        return found;
    }

    /** {@code isAuthenticated()} and {@code authenticated} are one. */
    private static String word(SpelNode node) {
        String name = "";
        if (node instanceof PropertyOrFieldReference property) {
            name = property.getName();
        } else if (node instanceof MethodReference method && method.getChildCount() == 0) {
            name = method.getName();
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("is") ? lower.substring(2) : lower;
    }

    private static void collect(
            SpelNode node, SecurityExpressions application, Set<String> permissions, Set<String> onResources) {
        if (node instanceof MethodReference method
                && method.getName().equals("hasPermission")
                && (method.getChildCount() == 2 || method.getChildCount() == 3)
                && application.answersHasPermission()) {
            addName(
                    node.getChild(method.getChildCount() - 1),
                    isHasPermission(node, application) ? permissions : onResources);
        }
        if (node instanceof CompoundExpression
                && node.getChildCount() > 1
                && node.getChild(0) instanceof BeanReference bean
                && node.getChild(1) instanceof MethodReference method
                && QUESTIONS.contains(method.getName())
                && method.getChildCount() > 0
                && application.isAccess(bean.getName())) {
            addName(method.getChild(0), method.getChildCount() == 1 ? permissions : onResources);
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            collect(node.getChild(i), application, permissions, onResources);
        }
    }

    private static void addName(SpelNode node, Set<String> permissions) {
        if (node instanceof StringLiteral name) {
            permissions.add(String.valueOf(name.getLiteralValue().getValue()));
        }
    }
}
