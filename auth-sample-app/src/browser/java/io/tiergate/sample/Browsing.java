package io.tiergate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Pages of the running application in a browser, which must not complain about any of them. */
abstract class Browsing extends RunningSample {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    Page page;
    private String suffix;

    @BeforeAll
    static void launch() {
        chromium = new Chromium();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(complaints).as("what the browser complained about").isEmpty();
    }

    final void open(int width, ColorScheme scheme) {
        suffix = "-" + width + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
        context = chromium.browser()
                .newContext(new NewContextOptions().setViewportSize(width, 800).setColorScheme(scheme));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            // The browser reports each 403 and so on of the pages that we look at for that.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(base())) {
                complaints.add("A request to somewhere else: " + request.url());
            }
        });
    }

    final void go(String path) {
        page.navigate(base() + path);
    }

    final String base() {
        return "http://127.0.0.1:" + port;
    }

    final String heading() {
        return page.locator("h1").textContent();
    }

    final void signIn(String username, String password) {
        page.getByLabel("User name").fill(username);
        page.getByLabel("Password").fill(password);
        press("Sign in");
    }

    final void press(String name) {
        Locator button = page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
        button.first().click();
    }

    final void look(String name) {
        screenshot(name);
        Checks.assertWellMade(page);
    }

    final void screenshot(String name) {
        page.screenshot(new ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + suffix)));
    }
}
