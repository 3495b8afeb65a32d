package io.tiergate.sample.web;

import io.tiergate.sample.account.SignedInUser;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What all pages have, the error pages included. */
@ControllerAdvice
class Everywhere {

    /** Who has signed in, or null. */
    @ModelAttribute("user")
    @Nullable
    SignedInUser user(@AuthenticationPrincipal @Nullable SignedInUser user) {
        return user;
    }
}
