package io.tiergate.boot.catalogue;

import io.tiergate.security.Access;
import io.tiergate.security.TiergatePermissionEvaluator;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.expression.Expression;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.security.access.expression.method.MethodSecurityExpressionHandler;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Reads expressions of Spring Security's, and knows which of their questions Tiergate answers in this application: those
 * to a bean of type {@link Access}, and {@code hasPermission} where a {@link TiergatePermissionEvaluator} is asked. Whatever
 * else has such a name is the application's own. Safe for use by many threads.
 */
public final class SecurityExpressions {

    private static final SpelExpressionParser PARSER = new SpelExpressionParser();

    private final ListableBeanFactory beans;
    private final Supplier<Boolean> hasPermission;

    /** @param beans of the application; asked at the first expression, and not before */
    public SecurityExpressions(ListableBeanFactory beans) {
        this.beans = beans;
        this.hasPermission = SingletonSupplier.of(this::findsOutHasPermission);
    }

    /** Reads an expression. One that cannot be read admits some, and names nothing: whoever evaluates it will say. */
    public SecurityExpression read(String text) {
        try {
            return SecurityExpression.of(PARSER.parseRaw(text).getAST(), this);
        } catch (ParseException | IllegalStateException unreadable) {
            return SecurityExpression.UNREADABLE;
        }
    }

    /** Reads an expression that somebody has parsed. */
    public SecurityExpression read(Expression expression) {
        return expression instanceof SpelExpression spel
                ? SecurityExpression.of(spel.getAST(), this)
                : read(expression.getExpressionString());
    }

    /** Whether a bean of that name, or alias, is asked about permissions of Tiergate's. */
    boolean isAccess(String bean) {
        if (!beans.containsBean(bean)) {
            return false;
        }
        Class<?> type = beans.getType(bean, false);
        return type != null && Access.class.isAssignableFrom(type);
    }

    /** Whether {@code hasPermission} asks Tiergate. */
    boolean answersHasPermission() {
        return hasPermission.get();
    }

    /** An evaluator need not be a bean, so those are looked at that expressions are evaluated with. */
    private boolean findsOutHasPermission() {
        Collection<MethodSecurityExpressionHandler> handlers = BeanFactoryUtils.beansOfTypeIncludingAncestors(
                        beans, MethodSecurityExpressionHandler.class, false, false)
                .values();
        return !handlers.isEmpty() && handlers.stream().allMatch(SecurityExpressions::asksTiergate);
    }

    /** Spring Security tells the evaluator to subclasses only. */
    private static boolean asksTiergate(MethodSecurityExpressionHandler handler) {
        Method getter = ReflectionUtils.findMethod(handler.getClass(), "getPermissionEvaluator");
        if (getter == null) {
            return false;
        }
        ReflectionUtils.makeAccessible(getter);
        return ReflectionUtils.invokeMethod(getter, handler) instanceof TiergatePermissionEvaluator;
    }
}
