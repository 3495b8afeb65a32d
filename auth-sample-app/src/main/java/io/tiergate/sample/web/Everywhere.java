package io.tiergate.sample.web;

import io.tiergate.DecisionUnavailableException;
import io.tiergate.sample.account.SignedInUser;
import io.tiergate.security.Access;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What all pages have, the error pages included. */
@ControllerAdvice
class Everywhere {

    private static final Logger LOGGER = LoggerFactory.getLogger(Everywhere.class);

    private final Access access;

    Everywhere(Access access) {
        this.access = access;
    }

    /** Who has signed in, or null. */
    @ModelAttribute("user")
    @Nullable
    SignedInUser user(@AuthenticationPrincipal @Nullable SignedInUser user) {
        return user;
    }

    /** For parts of a page: {@code th:if="${access.has('…')}"}. */
    @ModelAttribute("access")
    Access access() {
        return access;
    }

    /** A page for people. Programs get what Tiergate itself answers. */
    @ExceptionHandler(exception = DecisionUnavailableException.class, produces = MediaType.TEXT_HTML_VALUE)
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    String unavailable(
            DecisionUnavailableException failure, @AuthenticationPrincipal @Nullable SignedInUser user, Model model) {
        LOGGER.error("It cannot be decided who may do this", failure);
        model.addAttribute("user", user);
        return "error/503";
    }
}
