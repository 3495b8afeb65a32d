package io.tiergate.test;

import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/**
 * What is otherwise in a slice of the web than the application says. It has controllers, and not the beans that declare their
 * permissions: so the names that the code uses are declared there. Nor has it all rules for URLs: so nothing is said of what is
 * unguarded. What the test itself says wins.
 */
record SliceSettings() implements ContextCustomizer {

    private static final Map<String, Object> SETTINGS = Map.of(
            "tiergate.catalogue.undeclared", "declare",
            "tiergate.routes.unguarded", "report",
            "tiergate.routes.table", "false");

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        MutablePropertySources sources = context.getEnvironment().getPropertySources();
        MapPropertySource settings = new MapPropertySource("tiergateSlice", SETTINGS);
        String inlined = TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME;
        if (sources.contains(inlined)) {
            sources.addAfter(inlined, settings);
        } else {
            sources.addFirst(settings);
        }
    }
}
