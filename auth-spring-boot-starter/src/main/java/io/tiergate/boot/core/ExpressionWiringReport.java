package io.tiergate.boot.core;

import io.tiergate.security.TiergatePermissionEvaluator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.security.access.PermissionEvaluator;
import org.springframework.security.access.expression.method.MethodSecurityExpressionHandler;

/** Says once, when the application starts, where {@code hasPermission} is not answered by Tiergate, and how it would be. */
final class ExpressionWiringReport {

    private static final Log LOG = LogFactory.getLog(ExpressionWiringReport.class);

    private final ListableBeanFactory beans;

    ExpressionWiringReport(ListableBeanFactory beans) {
        this.beans = beans;
    }

    void run() {
        String[] evaluators = beans.getBeanNamesForType(PermissionEvaluator.class);
        String[] handlers = beans.getBeanNamesForType(MethodSecurityExpressionHandler.class);
        if (evaluators.length > 1) {
            LOG.warn("There are several PermissionEvaluator beans: " + String.join(", ", evaluators)
                    + ". Spring Security then uses none of them and denies every hasPermission(...). Keep one.");
        } else if (beans.getBeanNamesForType(TiergatePermissionEvaluator.class).length == 0) {
            LOG.info("hasPermission(...) is left to the application's own PermissionEvaluator '"
                    + String.join(", ", evaluators)
                    + "'. To ask Tiergate from it, delegate to new TiergatePermissionEvaluator(access::getObject), with an"
                    + " ObjectProvider<Access> access.");
        } else if (handlers.length > 0 && !beans.containsBean("tiergateMethodSecurityExpressionHandler")) {
            LOG.info("hasPermission(...) in method annotations is left to the application's own"
                    + " MethodSecurityExpressionHandler '" + String.join(", ", handlers)
                    + "'. To let Tiergate answer it, add: handler.setPermissionEvaluator(new"
                    + " TiergatePermissionEvaluator(access::getObject)); with an ObjectProvider<Access> access.");
        }
    }
}
