package io.tiergate.test;

import io.tiergate.DecisionPoint;
import io.tiergate.Subject;
import io.tiergate.security.Access;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;

/** Makes the users of tests, and refuses those that the application would not take for whom the test means. */
final class TestUsers {

    private TestUsers() {}

    /** @param origin what the test has written, for messages and for explanations */
    static Authentication holding(
            String origin, String username, List<String> allowed, List<String> denied, String... authorities) {
        return TestPrincipal.holding(
                Subject.user(username), new CarriedPermissions(allowed, denied, origin), authorities);
    }

    /** @throws IllegalStateException if what the user carries would not be looked at */
    static void requireCarried(ListableBeanFactory beans, Authentication user, String origin) {
        if (beans.getBeanNamesForType(DecisionPoint.class).length == 0) {
            // Nothing asks for permissions here: a slice of the database, for example.
            return;
        }
        if (!beans.containsBean(PermissionsDecisionPointRegistrar.BEAN)) {
            throw new IllegalStateException(origin + " does nothing here: the decision point of this context is not"
                    + " wrapped by that of the tests. Add @ImportAutoConfiguration(TiergateTestAutoConfiguration.class) to the"
                    + " test, and let one DecisionPoint bean be the primary one.");
        }
        if (beans.getBeanProvider(Access.class).getIfAvailable() == null) {
            throw new IllegalStateException(
                    origin + " does nothing here: there is no Access bean, which says who the current user is.");
        }
        resolved(beans.getBeanProvider(Access.class), user, origin);
    }

    /** @throws IllegalStateException if the application makes another subject of it */
    static void requireSubject(ObjectProvider<Access> access, Authentication user, Subject meant, String origin) {
        if (access.getIfAvailable() == null) {
            return;
        }
        Subject resolved = resolved(access, user, origin);
        if (!resolved.equals(meant)) {
            throw new IllegalStateException("For " + origin + " the application's SubjectResolver says that "
                    + resolved + " acts, and not " + meant
                    + ". Let it honour SubjectPrincipal, or sign in with an Authentication that it knows.");
        }
    }

    private static Subject resolved(ObjectProvider<Access> access, Authentication user, String origin) {
        try {
            return access.getObject().of(user).subject();
        } catch (RuntimeException refused) {
            throw new IllegalStateException(
                    "The application's SubjectResolver does not take the user of " + origin
                            + ". Let it honour SubjectPrincipal, or sign in with an Authentication that it knows.",
                    refused);
        }
    }
}
