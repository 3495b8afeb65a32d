package io.tiergate.boot.catalogue;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.expression.ParseException;
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
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/** What can be read in an expression of {@code @PreAuthorize} and the like without asking it. Immutable. */
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

    private static final SpelExpressionParser PARSER = new SpelExpressionParser();

    /** Of a bean such as {@code @access}: what it takes is a permission. */
    private static final Set<String> QUESTIONS = Set.of("has", "check", "require");

    private final Admits admits;
    private final Set<String> permissions;

    private final boolean onlyPermissions;

    private SecurityExpression(Admits admits, Set<String> permissions, boolean onlyPermissions) {
        this.admits = admits;
        this.onlyPermissions = onlyPermissions;
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    /** Reads an expression. One that cannot be read admits some, and names nothing: whoever evaluates it will say. */
    public static SecurityExpression of(String text) {
        SpelExpression expression;
        try {
            expression = PARSER.parseRaw(text);
        } catch (ParseException | IllegalStateException unreadable) {
            return new SecurityExpression(Admits.SOME, Set.of(), false);
        }
        Set<String> permissions = new LinkedHashSet<>();
        collect(expression.getAST(), permissions);
        return new SecurityExpression(
                admits(expression.getAST()), permissions, asksOnlyPermissions(expression.getAST()));
    }

    public Admits admits() {
        return admits;
    }

    /** The names in {@code hasPermission(null, 'invoice.approve')} and {@code @access.has('invoice.approve')}, in order. */
    public Set<String> permissions() {
        return permissions;
    }

    /** Whether it holds for all who hold all of {@link #permissions}, and for nobody else. */
    public boolean asksOnlyPermissions() {
        return onlyPermissions;
    }

    private static boolean asksOnlyPermissions(SpelNode node) {
        return node instanceof OpAnd
                ? asksOnlyPermissions(node.getChild(0)) && asksOnlyPermissions(node.getChild(1))
                : isQuestion(node) && node.getChild(1) instanceof StringLiteral;
    }

    private static boolean isQuestion(SpelNode node) {
        return node instanceof MethodReference method
                && method.getName().equals("hasPermission")
                && method.getChildCount() == 2
                && method.getChild(0) instanceof NullLiteral;
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
            return word(node.getChild(0)).equals("anonymous") ? Admits.SIGNED_IN : Admits.SOME;
        }
        return switch (word(node)) {
            case "permitall", "anonymous" -> Admits.ALL;
            case "authenticated", "fullyauthenticated" -> Admits.SIGNED_IN;
            default -> Admits.SOME;
        };
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

    private static void collect(SpelNode node, Set<String> permissions) {
        if (isQuestion(node)) {
            addName(node.getChild(1), permissions);
        }
        if (node instanceof CompoundExpression
                && node.getChildCount() > 1
                && node.getChild(0) instanceof BeanReference bean) {
            collect(bean, node.getChild(1), permissions);
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            collect(node.getChild(i), permissions);
        }
    }

    private static void collect(BeanReference bean, SpelNode call, Set<String> permissions) {
        boolean isAccess = bean.toStringAST().toLowerCase(Locale.ROOT).endsWith("access");
        if (isAccess
                && call instanceof MethodReference method
                && QUESTIONS.contains(method.getName())
                && method.getChildCount() == 1) {
            addName(method.getChild(0), permissions);
        }
    }

    private static void addName(SpelNode node, Set<String> permissions) {
        if (node instanceof StringLiteral name) {
            permissions.add(String.valueOf(name.getLiteralValue().getValue()));
        }
    }
}
