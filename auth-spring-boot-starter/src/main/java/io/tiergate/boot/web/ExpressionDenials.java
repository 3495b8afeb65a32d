package io.tiergate.boot.web;

import io.tiergate.security.Access;
import io.tiergate.security.PermissionDecision;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.SpelNode;
import org.springframework.expression.spel.ast.BeanReference;
import org.springframework.expression.spel.ast.CompoundExpression;
import org.springframework.expression.spel.ast.MethodReference;
import org.springframework.expression.spel.ast.NullLiteral;
import org.springframework.expression.spel.ast.StringLiteral;
import org.springframework.expression.spel.standard.SpelExpression;

/**
 * Finds out whether an expression that denied somebody did so by Tiergate. Inside an expression an answer is a boolean, and
 * its reason is lost: so the permissions that the expression asks about are read from it, and asked about once more, which
 * costs nothing where nobody is denied.
 */
final class ExpressionDenials {

    private static final Set<String> BEANS = Set.of("@access", "@tiergateAccess");

    private final Supplier<@Nullable Access> access;

    /** @param access gives null where Tiergate is off */
    ExpressionDenials(Supplier<@Nullable Access> access) {
        this.access = access;
    }

    /** About the first permission in it that the current user lacks; null if there is none. */
    @Nullable
    Denial in(Expression expression) {
        Access asking = access.get();
        if (asking == null || !(expression instanceof SpelExpression spel)) {
            return null;
        }
        Set<String> permissions = new LinkedHashSet<>();
        collect(spel.getAST(), permissions);
        for (String permission : permissions) {
            PermissionDecision result = asking.authorizeAgain(permission);
            if (!result.isGranted()) {
                return new Denial(result);
            }
        }
        return null;
    }

    private static void collect(SpelNode node, Set<String> permissions) {
        if (node instanceof MethodReference method) {
            String permission = hasPermission(method);
            if (permission != null) {
                permissions.add(permission);
            }
        } else if (node instanceof CompoundExpression && node.getChildCount() == 2) {
            String permission = has(node.getChild(0), node.getChild(1));
            if (permission != null) {
                permissions.add(permission);
            }
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            collect(node.getChild(i), permissions);
        }
    }

    /** {@code hasPermission(null, 'invoice.approve')}. */
    private static @Nullable String hasPermission(MethodReference method) {
        return method.getName().equals("hasPermission")
                        && method.getChildCount() == 2
                        && method.getChild(0) instanceof NullLiteral
                ? text(method.getChild(1))
                : null;
    }

    /** {@code @access.has('invoice.approve')}. */
    private static @Nullable String has(SpelNode bean, SpelNode call) {
        return bean instanceof BeanReference
                        && BEANS.contains(bean.toStringAST())
                        && call instanceof MethodReference method
                        && method.getName().equals("has")
                        && method.getChildCount() == 1
                ? text(method.getChild(0))
                : null;
    }

    private static @Nullable String text(SpelNode node) {
        return node instanceof StringLiteral literal
                ? String.valueOf(literal.getLiteralValue().getValue())
                : null;
    }
}
