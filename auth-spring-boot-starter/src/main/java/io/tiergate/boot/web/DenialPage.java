package io.tiergate.boot.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/**
 * The page for people whom Tiergate denied, in the place of Spring Boot's "whitelabel" page: so it comes after every error
 * page that the application has.
 */
final class DenialPage implements ErrorViewResolver, Ordered {

    private final DenialAnswer answer;
    private final BooleanSupplier applicationHasNone;

    DenialPage(DenialAnswer answer, BooleanSupplier applicationHasNone) {
        this.answer = answer;
        this.applicationHasNone = applicationHasNone;
    }

    @Override
    public @Nullable ModelAndView resolveErrorView(
            HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        Denial denial = Denial.answered(request, status.value());
        if (denial == null || !applicationHasNone.getAsBoolean()) {
            return null;
        }
        View page =
                (attributes, viewed, response) -> answer.page(denial, viewed).write(response);
        return new ModelAndView(page);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
