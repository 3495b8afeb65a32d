package io.tiergate.sample.web;

import io.tiergate.sample.Demonstration;
import io.tiergate.security.Unguarded;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Shows the form; Spring Security takes it in. */
@Controller
class LoginController {

    private final ObjectProvider<Demonstration> demonstration;

    LoginController(ObjectProvider<Demonstration> demonstration) {
        this.demonstration = demonstration;
    }

    @GetMapping("/login")
    @Unguarded("whoever signs in holds nothing yet")
    String login(Model model) {
        model.addAttribute("demonstration", demonstration.getIfAvailable() != null);
        return "login";
    }
}
