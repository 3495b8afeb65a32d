package io.tiergate.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureWebMvc;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.util.ClassUtils;

/** Finds the tests of slices of the web. */
final class SliceSettingsFactory implements ContextCustomizerFactory {

    private static final boolean HAS_SLICES = ClassUtils.isPresent(
            "org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureWebMvc",
            SliceSettingsFactory.class.getClassLoader());

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return HAS_SLICES && Slices.isOne(testClass) ? new SliceSettings() : null;
    }

    /** Where Spring Boot's support for them is. */
    private static final class Slices {

        static boolean isOne(Class<?> testClass) {
            return TestContextAnnotationUtils.hasAnnotation(testClass, AutoConfigureWebMvc.class);
        }
    }
}
