package io.tiergate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All pages, in a browser, as each user, narrow and wide, light and dark; with a picture of each. */
class BrowserTest extends Browsing {

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"360, LIGHT", "360, DARK", "1280, LIGHT", "1280, DARK"})
    void anonymous(int width, ColorScheme scheme) {
        open(width, scheme);

        go("/");
        assertThat(page.url()).endsWith("/login");
        look("anonymous-login");
        Checks.assertFocusIsVisible(page);
        go("/everybody");
        assertThat(heading()).isEqualTo("A page for everybody");
        look("anonymous-everybody");
        go("/login");
        signIn("genericuser", "wrong");
        assertThat(page.getByRole(AriaRole.ALERT).textContent()).isEqualTo("The user name or the password is wrong.");
        assertThat(page.getByLabel("Password").inputValue()).isEmpty();
        look("anonymous-wrong-password");
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"360, LIGHT", "360, DARK", "1280, LIGHT", "1280, DARK"})
    void genericuser(int width, ColorScheme scheme) {
        open(width, scheme);

        go("/");
        String loginPage = page.locator("main").innerText();
        signIn("genericuser", "basic123");
        assertThat(heading()).isEqualTo("Welcome, Generic User");
        assertThat(page.getByText("Launch control").count()).isZero();
        look("genericuser-home");
        Checks.assertFocusIsVisible(page);
        for (String guarded : List.of("/secret", "/launch")) {
            go(guarded);
            assertThat(heading()).isEqualTo("You may not do this");
            assertThat(page.getByLabel("Password").count()).isZero();
            assertThat(page.locator("main").innerText()).isNotEqualTo(loginPage).contains(guarded, "genericuser");
            look("genericuser-refused" + guarded.replace('/', '-'));
        }
        go("/everybody");
        look("genericuser-everybody");
        go("/no-such-page");
        look("genericuser-404");
        go("/broken");
        look("genericuser-500");
        go("/unavailable");
        assertThat(heading()).isEqualTo("Not available right now");
        screenshot("genericuser-503");
        Checks.assertReadable(page);
        go("/login");
        look("genericuser-login-again");
        press("Sign out");
        assertThat(page.getByRole(AriaRole.STATUS).textContent()).isEqualTo("You are signed out.");
        look("genericuser-signed-out");
    }

    @ParameterizedTest(name = "{0} px, {1}")
    @CsvSource({"360, LIGHT", "360, DARK", "1280, LIGHT", "1280, DARK"})
    void superuser(int width, ColorScheme scheme) {
        open(width, scheme);

        go("/secret");
        signIn("superuser", "secret123");
        assertThat(page.getByText("The secret is: 42").isVisible()).isTrue();
        page.waitForFunction("document.querySelector('.plan img').naturalWidth > 0");
        look("superuser-secret");
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Home")).click();
        assertThat(heading()).isEqualTo("Welcome, Super User");
        look("superuser-home");
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Launch control"))
                .click();
        look("superuser-launch");
        press("Launch the missiles");
        assertThat(heading()).isEqualTo("The missiles are launched");
        look("superuser-launched");
        go("/everybody");
        look("superuser-everybody");
        go("/launch");
        page.evaluate("document.querySelector('main input[name=_csrf]').value = 'too old'");
        press("Launch the missiles");
        assertThat(heading()).isEqualTo("This form is too old");
        look("superuser-form-too-old");
    }
}
