package io.tiergate.test;

import io.tiergate.DecisionPoint;
import io.tiergate.admin.Administration;
import io.tiergate.security.Access;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Puts the decision point of tests before the application's, whatever that is and however many there are: the one that
 * would be injected is asked by it, and everybody else is given it. Runs when all definitions are there, those of the
 * test included.
 */
final class PermissionsDecisionPointRegistrar implements BeanFactoryPostProcessor {

    static final String BEAN = "tiergatePermissionsDecisionPoint";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        String application = candidate(beans);
        if (application == null || !(beans instanceof BeanDefinitionRegistry registry)) {
            return;
        }
        if (beans.containsBeanDefinition(application)) {
            beans.getBeanDefinition(application).setPrimary(false);
        }
        RootBeanDefinition definition = new RootBeanDefinition(
                PermissionsDecisionPoint.class,
                () -> new PermissionsDecisionPoint(
                        beans.getBean(application, DecisionPoint.class),
                        current(beans),
                        beans.getBeanProvider(Access.class),
                        beans.getBeanProvider(Administration.class)));
        definition.setPrimary(true);
        registry.registerBeanDefinition(BEAN, definition);
    }

    /** Which one would be injected, or null if there is none, or no telling: then the start fails as it does without us. */
    private static @Nullable String candidate(ConfigurableListableBeanFactory beans) {
        List<String> all = List.of(beans.getBeanNamesForType(DecisionPoint.class, true, false));
        List<String> primary = definitions(beans, all)
                .filter(name -> beans.getBeanDefinition(name).isPrimary())
                .toList();
        if (!primary.isEmpty()) {
            return primary.size() == 1 ? primary.get(0) : null;
        }
        List<String> fallbacks = definitions(beans, all)
                .filter(name -> beans.getBeanDefinition(name).isFallback())
                .toList();
        List<String> regular =
                all.stream().filter(name -> !fallbacks.contains(name)).toList();
        if (regular.size() == 1) {
            return regular.get(0);
        }
        return regular.isEmpty() && fallbacks.size() == 1 ? fallbacks.get(0) : null;
    }

    private static Stream<String> definitions(ConfigurableListableBeanFactory beans, List<String> names) {
        return names.stream().filter(beans::containsBeanDefinition);
    }

    private static Supplier<@Nullable Authentication> current(ConfigurableListableBeanFactory beans) {
        SecurityContextHolderStrategy own =
                beans.getBeanProvider(SecurityContextHolderStrategy.class).getIfAvailable();
        return own == null
                ? () -> SecurityContextHolder.getContext().getAuthentication()
                : () -> own.getContext().getAuthentication();
    }
}
