package io.tiergate.boot.routes;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * A servlet of Spring MVC, and where it looks for handlers.
 *
 * @param prefixes of its URLs, each empty or with a slash before it and none behind
 * @param servlet null if only its registration is known
 * @param contexts those that it serves handlers of, its own first, then those above it
 * @param started whether its own context is there; if not, those above it are known alone
 */
record Dispatcher(
        ServletContext servletContext,
        String name,
        Set<String> prefixes,
        @Nullable DispatcherServlet servlet,
        List<ConfigurableApplicationContext> contexts,
        boolean started) {

    boolean serves(ApplicationContext context) {
        return contexts.stream().anyMatch(each -> each == context);
    }

    /** Whether it is held to what it is taken to serve. One that code registers by itself may come without a context that tells. */
    boolean isJudged() {
        return started || servlet == null;
    }

    /** Whether that is the context which the servlet was made with. */
    boolean isOf(ApplicationContext context) {
        return started && contexts.get(0) == context;
    }
}
